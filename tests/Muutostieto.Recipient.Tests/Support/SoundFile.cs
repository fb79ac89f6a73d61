using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Tests.Support;

/// <summary>A file in which a checker may find no fault.</summary>
public sealed record SoundFile(IReadOnlyList<Record> Records)
{
    public byte[] Bytes => Some.File([.. Records]);

    public override string ToString() => $"{Records.Count} records, {Bytes.Length} bytes";
}
