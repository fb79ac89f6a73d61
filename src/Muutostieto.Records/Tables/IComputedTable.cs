using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tables;

/// <summary>A table that is delivered in place of records: computed from what the gate shows of each person.</summary>
public interface IComputedTable
{
    /// <summary>Lower-case ASCII, digits and underscores.</summary>
    string Name { get; }

    IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>How many persons there must be: of fewer, no table is made.</summary>
    long SmallestFrame { get; }

    /// <summary>Rows, once it is finished.</summary>
    long Rows { get; }

    /// <summary>Takes the next person.</summary>
    /// <param name="person">Has passed the gate.</param>
    void Add(RecordView person);

    /// <summary>Computes the rows, once, after the last person.</summary>
    void Finish();

    /// <summary>Writes the finished rows, in an order that is the same for the same persons. By several threads at once.</summary>
    void WriteTo(ITableRows rows, CancellationToken cancellation);
}
