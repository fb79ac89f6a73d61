using Muutostieto.Records;

namespace Muutostieto.Drops;

/// <summary>Compare the files of all deliveries with what was recorded.</summary>
public sealed record VerifyOutbox : Remedy;
