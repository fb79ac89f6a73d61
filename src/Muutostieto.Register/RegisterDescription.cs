namespace Muutostieto.Register;

/// <summary>What a register says of itself.</summary>
/// <param name="Origin">Production or synthetic, its note and its seed.</param>
/// <param name="SchemaVersion">The version of its storage; a program reads older versions and converts them when it writes.</param>
/// <param name="Created">When it was created, to the second, UTC.</param>
public sealed record RegisterDescription(RegisterOrigin Origin, int SchemaVersion, DateTimeOffset Created);
