namespace Muutostieto.Drops;

/// <summary>Where a password or passphrase is read from at each connection: one of the two is set.</summary>
/// <param name="File">A file whose first line it is, readable by its owner alone. Relative: below the data directory.</param>
/// <param name="Variable">The name of an environment variable.</param>
public sealed record SftpSecret(string? File, string? Variable);
