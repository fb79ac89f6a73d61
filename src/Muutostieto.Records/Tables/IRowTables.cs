using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tables;

/// <summary>
/// Tables that are delivered in place of records: each record gives rows of its own, so that memory does not grow with them. For several
/// threads at once.
/// </summary>
public interface IRowTables
{
    /// <summary>The tables, in the order of their sheets.</summary>
    IReadOnlyList<TableShape> Tables { get; }

    /// <summary>The name of the table that has a row for every record; null when none has.</summary>
    string? TableOfAll { get; }

    /// <summary>Whether a record has a row in any of them, which does not depend on what it says of persons.</summary>
    /// <param name="record">Has passed the gate.</param>
    bool HasRows(RecordView record);

    /// <summary>Writes the rows of the next record.</summary>
    /// <param name="record">Has passed the gate.</param>
    /// <param name="rows">One each of <see cref="Tables"/>, in the same order.</param>
    void Write(RecordView record, IReadOnlyList<ITableRows> rows);
}
