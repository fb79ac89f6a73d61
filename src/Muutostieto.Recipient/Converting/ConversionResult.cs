using Muutostieto.Records.Fixed;

namespace Muutostieto.Recipient.Converting;

/// <summary>What a conversion read and wrote.</summary>
public sealed record ConversionResult
{
    /// <summary>The form that was read.</summary>
    public required RecordForm From { get; init; }

    /// <summary>The form that was written.</summary>
    public required RecordForm To { get; init; }

    /// <summary>Records read, each of which was written unless <see cref="LeftOut"/> counts it.</summary>
    public long Records { get; init; }

    /// <summary>Lines read that are no records: transport lines and unreadable ones.</summary>
    public long OtherLines { get; init; }

    /// <summary>Lines and records that CSV has no place for: those of <see cref="OtherLines"/> and records without groups.</summary>
    public long LeftOut { get; init; }

    /// <summary>Lines that deviate from their layout and that CSV gives back as the layout has them, not as they were.</summary>
    public long Straightened { get; init; }

    /// <summary>What the fixed-width form made necessary to change; all zero for other forms.</summary>
    public WriteCounts Changed { get; init; }

    /// <summary>Size of the file written.</summary>
    public long Bytes { get; init; }
}
