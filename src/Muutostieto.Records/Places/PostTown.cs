namespace Muutostieto.Records.Places;

/// <summary>The name of a postal code's post town.</summary>
/// <param name="Finnish">In Finnish.</param>
/// <param name="Swedish">In Swedish; the same where there is one name alone.</param>
public sealed record PostTown(string Finnish, string Swedish);
