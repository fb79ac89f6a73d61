using System.Text;

namespace Muutostieto.Register.Buildings;

/// <summary>A building as it was from one journal key until the next that concerned it.</summary>
/// <param name="BuildingId">The surrogate id; it never leaves the register and the audit.</param>
/// <param name="From">The key that made this version.</param>
/// <param name="To">The key that made the next one; null when this is the current one.</param>
/// <param name="Code">The permanent building code then in force.</param>
/// <param name="Municipality">Three digits; empty when unknown.</param>
/// <param name="Stands">False when it was demolished or destroyed.</param>
/// <param name="Document">All groups but the owners: compact UTF-8 JSON.</param>
public sealed record BuildingVersion(
    long BuildingId,
    JournalKey From,
    JournalKey? To,
    string Code,
    string Municipality,
    bool Stands,
    ReadOnlyMemory<byte> Document)
{
    /// <summary>The same building as a scan shows one.</summary>
    public BuildingRow AsRow() => new()
    {
        BuildingId = BuildingId,
        Code = Encoding.ASCII.GetBytes(Code),
        Municipality = Encoding.ASCII.GetBytes(Municipality),
        Stands = Stands,
        Document = Document.Span,
    };
}
