namespace Muutostieto.Records;

/// <summary>The steps by which failures of the files beside records are put right.</summary>
public abstract record RecordsRemedy : Remedy
{
    private RecordsRemedy()
    {
    }

    /// <summary>Give the folder that has the record layouts.</summary>
    public sealed record GiveLayouts : RecordsRemedy;

    /// <summary>Name the file of the sender's public keys.</summary>
    public sealed record NameSigners : RecordsRemedy;
}
