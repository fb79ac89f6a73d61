namespace Muutostieto.Hosting.Settings;

/// <summary>
/// The position of a value: file, 1-based line and column (in characters), and the path of keys that leads to it. The line is 0 when the
/// value is in no file, as one from the environment.
/// </summary>
internal readonly record struct JsonPlace(string File, int Line, int Column, string Path);
