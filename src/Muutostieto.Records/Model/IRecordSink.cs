namespace Muutostieto.Records.Model;

/// <summary>Takes the records of a file of any form, one at a time.</summary>
public interface IRecordSink : IDisposable
{
    /// <summary>Writes one record. What the form cannot hold (an opaque line in CSV) is left out and counted.</summary>
    void Write(RecordView record);

    /// <summary>Ends the file. Without it, what was written is not whole.</summary>
    void Complete();
}
