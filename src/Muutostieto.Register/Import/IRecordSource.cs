namespace Muutostieto.Register.Import;

/// <summary>Where records come from that an import takes: it is given what is found in them.</summary>
internal interface IRecordSource
{
    /// <summary>The place of the record last read, from 1.</summary>
    long Line { get; }

    /// <summary>Something that the import cannot go past.</summary>
    void Fault(long line, string kind, string message);

    /// <summary>Something odd that was tolerated.</summary>
    void Note(long line, string kind, string message);
}
