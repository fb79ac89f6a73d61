using Muutostieto.Records;
using Muutostieto.Sqlite;
using SQLitePCL;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>A copy of a SQLite file as of one moment, also while others write to it.</summary>
public static class SqliteSnapshot
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    /// <summary>Writes the copy and looks whether it is whole.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">A file that is empty; its mode stays.</param>
    /// <exception cref="MuutostietoException">Integrity: the file is damaged. Transient: another program keeps it locked. Fault: the disk
    /// refuses.</exception>
    public static void Write(string from, string to)
    {
        using var source = Open(from, raw.SQLITE_OPEN_READWRITE);
        using var target = Open(to, raw.SQLITE_OPEN_READWRITE);
        source.BackUpTo(target);
        if (target.Texts("PRAGMA quick_check(1)").Single() is not "ok")
        {
            throw new MuutostietoException(
                FailureKind.Integrity, $"{from}: SQLite finds it damaged. Restore it from an earlier backup before the next run.");
        }
    }

    private static SqliteDatabase Open(string path, int flags) => SqliteDatabase.Open(
        path,
        flags,
        Wait,
        (code, message) => new MuutostietoException(
            (code & 0xFF) switch
            {
                raw.SQLITE_BUSY or raw.SQLITE_LOCKED => FailureKind.Transient,
                raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => FailureKind.Integrity,
                _ => FailureKind.Fault,
            },
            $"{path}: SQLite cannot copy it ({message}). Nothing was backed up. Put that right and call the command again."));
}
