namespace Muutostieto.Records.Model;

/// <summary>Hands out the records of a file of any form, one at a time, with bounded memory.</summary>
public interface IRecordSource : IDisposable
{
    /// <summary>Line of the record last read, or its number where the form has no lines; from 1.</summary>
    long Line { get; }

    /// <summary>Reads the next record; opaque ones (transport lines, unreadable lines) too.</summary>
    /// <param name="record">Replaced by what was read.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="MuutostietoException">The file is not of this kind.</exception>
    bool Read(Record record);
}
