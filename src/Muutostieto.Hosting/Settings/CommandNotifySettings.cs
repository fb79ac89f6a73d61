namespace Muutostieto.Hosting.Settings;

/// <summary>A program that is run for notifications.</summary>
/// <param name="Program">Its full path, or its name when it is on the path.</param>
/// <param name="Arguments">Passed unchanged; no shell interprets them.</param>
/// <param name="TimeoutSeconds">After which it is killed. 1 to 600, default 30.</param>
public sealed record CommandNotifySettings(string Program, IReadOnlyList<string> Arguments, int TimeoutSeconds);
