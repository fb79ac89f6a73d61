using System.Text.Json.Serialization;

namespace Muutostieto.Records.Reconciliation;

/// <summary>What there is of one municipality's living residents.</summary>
/// <param name="Municipality">Three digits; empty for residents whose municipality is not known.</param>
/// <param name="Persons">How many they are.</param>
/// <param name="Digest">The hashes of their canonical texts added up modulo 2^256, 64 lowercase hex digits.</param>
public sealed record MunicipalityDigest(string Municipality, long Persons, string Digest)
{
    /// <summary>
    /// The same over genuine groups alone, for a recipient of a fixed-width form without our own. Null, and left out, in files of senders
    /// that always wrote those.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GenuineDigest { get; init; }
}
