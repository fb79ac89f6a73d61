using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>A store that is copied between the files of a folder, which are not SQLite's, and tables of a database.</summary>
public interface IFolderPart
{
    /// <summary>Its tables in a database.</summary>
    StoreScripts Database { get; }

    /// <summary>Their names: all must be empty where they are copied to.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Begins a copy from the folder: keeps those off who write there, and looks whether it is as it must be.</summary>
    /// <param name="disk">Where the folder is.</param>
    /// <exception cref="MuutostietoException">Transient: another process writes to it. Integrity: it is damaged.</exception>
    IFolderSource OpenSource(IDiskSync disk);

    /// <summary>Begins a copy to the folder. Makes nothing.</summary>
    /// <param name="disk">Where the folder is.</param>
    /// <param name="database">What is copied from.</param>
    IFolderTarget OpenTarget(IDiskSync disk, StoreDatabase database);
}
