using System.IO.Abstractions;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>Where an installation keeps its audit trail. Equal places are one trail.</summary>
/// <param name="Folder">The audit folder: of the chain in files, and of the anchors wherever the chain is.</param>
public abstract record AuditPlace(string Folder)
{
    /// <summary>For messages: the folder, or the database.</summary>
    public abstract string Name { get; }

    /// <summary>The trail. Opening it makes and reads nothing.</summary>
    /// <param name="clock">Says when entries are appended.</param>
    /// <param name="disk">Where the folder is.</param>
    public abstract IAuditTrail Open(TimeProvider clock, IDiskSync disk);

    /// <summary>A reader beside those who append.</summary>
    /// <param name="files">Where the folder is.</param>
    public abstract AuditReader OpenReader(IFileSystem files);

    /// <summary>Whether the chain has an entry of a delivery; false when there is no chain.</summary>
    /// <param name="files">Where the folder is.</param>
    /// <exception cref="MuutostietoException">It cannot be determined.</exception>
    public abstract bool HasDelivery(IFileSystem files);
}
