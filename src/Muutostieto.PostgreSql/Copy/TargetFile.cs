using System.IO.Abstractions;
using Muutostieto.Records.Files;
using Muutostieto.Sqlite;
using SQLitePCL;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>A file that is copied to, under a name of its own: a reader of the store never sees it.</summary>
internal sealed class TargetFile : IDisposable
{
    private readonly StoreFile store;
    private readonly string path;
    private SqliteDatabase? file;

    /// <param name="files">Where it is made.</param>
    /// <param name="store">Whose file it is to become.</param>
    /// <param name="path">Its own name until then.</param>
    internal TargetFile(IFileSystem files, StoreFile store, string path)
    {
        (this.store, this.path) = (store, path);
        PrivateFile.Ensure(files, path);
        file = Open(raw.SQLITE_OPEN_READWRITE);
        try
        {
            // Nothing of it is kept unless it is whole: no journal, and the disk is waited for at the end.
            file.Execute(
                $"""
                {store.Part.File.Pragmas}
                PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;
                PRAGMA foreign_keys = OFF;
                PRAGMA application_id = {FormattableString.Invariant($"{store.Part.File.ApplicationId}")};
                PRAGMA user_version = {FormattableString.Invariant($"{store.Part.File.Version}")};
                BEGIN;
                """);
            file.Execute(store.Part.File.Tables);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal SqliteStatement PrepareWrite(TableForm form) => FileRows.PrepareWrite(file!, form);

    /// <summary>Ends the writing.</summary>
    internal void Complete()
    {
        file!.Execute(store.Part.File.Rest);
        file.Execute("COMMIT");
        Close();
    }

    /// <summary>Reads what was written, from the file.</summary>
    internal void Read(TableForm form, Action<CopyRow> take)
    {
        file ??= Open(raw.SQLITE_OPEN_READONLY);
        FileRows.Read(file, form, take);
    }

    /// <summary>Leaves the file as its users open it.</summary>
    internal void Settle()
    {
        Close();
        file = Open(raw.SQLITE_OPEN_READWRITE);
        file.Execute("PRAGMA journal_mode = WAL");
        Close();
    }

    public void Dispose() => Close();

    private void Close()
    {
        file?.Dispose();
        file = null;
    }

    private SqliteDatabase Open(int flags) =>
        SqliteDatabase.Open(path, flags, TimeSpan.Zero, (result, message) => store.Part.File.Failure(path, result, message));
}
