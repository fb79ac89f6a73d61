using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>
/// The files that are copied to. They get their names when all of them are whole, the first store's last: without it nothing is delivered.
/// What a copy left that was killed is cleared away by the next one, also where only some of the files had their names.
/// </summary>
internal sealed class TargetFiles : IDisposable
{
    private const string Pending = ".copying";

    /// <summary>The first store's file while the others get their names.</summary>
    private const string Placing = ".copied";

    private static readonly string[] Endings = ["", "-wal", "-shm", "-journal"];
    private readonly IDiskSync disk;
    private readonly IReadOnlyList<StoreFile> stores;
    private readonly IReadOnlyList<IFolderTarget> folders;
    private readonly Dictionary<StoreFile, TargetFile> opened = [];

    /// <exception cref="MuutostietoException">Usage: there is a file.</exception>
    internal TargetFiles(IDiskSync disk, IReadOnlyList<StoreFile> stores, IReadOnlyList<IFolderTarget> folders)
    {
        (this.disk, this.stores, this.folders) = (disk, stores, folders);
        Touch(ClearBrokenOff);
        if (stores.FirstOrDefault(store => Endings.Any(ending => Presence.IsThere(disk.Files, store.Path + ending))) is { } there)
        {
            throw CopyErrors.Exists(there.Path);
        }

        foreach (var folder in folders)
        {
            folder.RequireEmpty();
        }
    }

    internal TargetFile Make(StoreFile store)
    {
        Touch(() => PrivateFile.CreateFolder(disk.Files, Path.GetDirectoryName(store.Path)!));
        return opened[store] = new TargetFile(disk.Files, store, store.Path + Pending);
    }

    internal TargetFile this[StoreFile store] => opened[store];

    /// <summary>Writes to the folders.</summary>
    /// <returns>What was copied, of all of them.</returns>
    internal IReadOnlyList<CopiedRows> Write(Func<IFolderTarget, IReadOnlyList<CopiedRows>> write)
    {
        var copied = new List<CopiedRows>();
        Touch(() => copied.AddRange(folders.SelectMany(write)));
        return copied;
    }

    /// <summary>Gives the files their names: they are durable before.</summary>
    internal void Place()
    {
        foreach (var file in opened.Values)
        {
            file.Settle();
        }

        Touch(() =>
        {
            foreach (var store in stores)
            {
                using var written = disk.Files.File.Open(store.Path + Pending, FileMode.Open, FileAccess.ReadWrite);
                disk.FlushFile(written);
            }

            Move(stores[0].Path + Pending, stores[0].Path + Placing);
            foreach (var folder in folders)
            {
                folder.Place();
            }

            foreach (var store in stores.Skip(1).Reverse())
            {
                Move(store.Path + Pending, store.Path);
            }

            Move(stores[0].Path + Placing, stores[0].Path);
        });
    }

    public void Dispose()
    {
        foreach (var file in opened.Values)
        {
            file.Dispose();
        }

        Touch(ClearBrokenOff);
    }

    /// <summary>Files that had their names before the first store's are the copy's: they are no one else's yet.</summary>
    private void ClearBrokenOff()
    {
        if (disk.Files.File.Exists(stores[0].Path + Placing))
        {
            foreach (var store in stores.Skip(1).Where(store => !disk.Files.File.Exists(store.Path + Pending)))
            {
                Remove(store.Path);
            }

            foreach (var folder in folders)
            {
                folder.Undo();
            }

            Remove(stores[0].Path + Placing);
        }

        foreach (var folder in folders)
        {
            folder.Clear();
        }

        foreach (var store in stores)
        {
            Remove(store.Path + Pending);
        }
    }

    private void Remove(string path)
    {
        foreach (var ending in Endings)
        {
            disk.Files.File.Delete(path + ending);
        }
    }

    private void Move(string from, string to)
    {
        disk.Files.File.Move(from, to);
        disk.FlushDirectory(Path.GetDirectoryName(to)!);
    }

    private void Touch(Action action)
    {
        try
        {
            action();
        }
        catch (DirectoryNotFoundException)
        {
            // There is nothing in a folder that is not there.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{stores[0].Path}: the copy cannot be written ({e.Message}). Give the program's user the right to write there, make room, "
                    + "and copy again.",
                e);
        }
    }
}
