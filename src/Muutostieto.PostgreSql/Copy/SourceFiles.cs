using System.IO.Abstractions;
using Muutostieto.Records.Files;
using Muutostieto.Sqlite;
using SQLitePCL;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>The files that are copied from, all as of one moment: they are locked against writers until it is disposed of.</summary>
internal sealed class SourceFiles : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);
    private readonly Dictionary<StoreFile, SqliteDatabase> opened = [];

    internal SourceFiles(IFileSystem files, IEnumerable<StoreFile> stores)
    {
        try
        {
            foreach (var store in stores.Where(store => Presence.IsThere(files, store.Path)))
            {
                var file = SqliteDatabase.Open(
                    store.Path,
                    raw.SQLITE_OPEN_READWRITE,
                    Wait,
                    (result, message) => store.Part.File.Failure(store.Path, result, message));
                opened.Add(store, file);
                file.Execute("BEGIN IMMEDIATE");
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads a table of a store; one whose file is missing has no rows.</summary>
    internal void Read(StoreFile store, TableForm form, Action<CopyRow> take)
    {
        if (opened.TryGetValue(store, out var file))
        {
            FileRows.Read(file, form, take);
        }
    }

    /// <summary>As <see cref="StorePart.HighestKey"/> has it; 0 for a missing file.</summary>
    internal long HighestKey(StoreFile store) =>
        opened.TryGetValue(store, out var file) && store.Part.HighestKey is { } query ? file.Number(query) : 0;

    public void Dispose()
    {
        foreach (var file in opened.Values)
        {
            file.RollBack();
            file.Dispose();
        }
    }
}
