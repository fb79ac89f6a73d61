namespace Muutostieto.Hosting.Settings;

/// <summary>A program that is told of trouble.</summary>
/// <param name="Program">Its full path, or its name when it is on the path.</param>
/// <param name="Arguments">Each as it stands; no shell reads them.</param>
/// <param name="TimeoutSeconds">After which it is killed. 1 to 600, default 30.</param>
public sealed record CommandNotifySettings(string Program, IReadOnlyList<string> Arguments, int TimeoutSeconds);
