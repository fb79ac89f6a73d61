namespace Muutostieto.Records.Tables;

/// <summary>Holds tables: one file, or one sheet, each.</summary>
public interface ITablePackage : IDisposable
{
    /// <summary>Begins a table. Its rows may come mixed with those of others.</summary>
    /// <param name="name">Lower-case ASCII, digits and underscores, once a package.</param>
    /// <param name="columns">At least one.</param>
    /// <param name="title">Names its sheet in a workbook, 31 characters at most; null: the name does.</param>
    ITableRows Open(string name, IReadOnlyList<TableColumn> columns, string? title = null);

    /// <summary>Finishes the package, once.</summary>
    /// <param name="cancellation">Breaks off; what has been written then is no package.</param>
    void Complete(CancellationToken cancellation);
}
