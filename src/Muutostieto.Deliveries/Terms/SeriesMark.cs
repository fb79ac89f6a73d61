namespace Muutostieto.Deliveries.Terms;

/// <summary>Which series of samples, and which key.</summary>
/// <param name="Name">The name of the series.</param>
/// <param name="KeySha256">SHA-256 of the key, 64 lowercase hex digits: another key would draw other persons.</param>
public sealed record SeriesMark(string Name, string KeySha256);
