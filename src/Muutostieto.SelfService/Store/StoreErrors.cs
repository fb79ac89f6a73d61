using Microsoft.Data.Sqlite;
using Muutostieto.Records;

namespace Muutostieto.SelfService.Store;

/// <summary>The failures of the store, said to the operator.</summary>
internal static class StoreErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    internal static MuutostietoException Of(string path, SqliteException e) =>
        e.SqliteErrorCode switch
        {
            Busy or Locked => new(
                FailureKind.Transient, $"{path}: another process keeps the store of the self-service locked. Try again.", e),
            ReadOnly or CannotOpen => new(
                FailureKind.Fault,
                $"{path}: the store of the self-service cannot be opened for writing. Give the program's user the right to write to its "
                    + "folder.",
                e),
            Full => new(FailureKind.Fault, $"{path}: the disk is full; nothing was kept. Make room and try again.", e),
            InputOutput => new(
                FailureKind.Fault,
                $"{path}: the disk refused to read or write the store of the self-service; nothing was kept. Check the disk.",
                e),
            Corrupt or NotADatabase => new(
                FailureKind.Integrity,
                $"{path}: the store of the self-service is damaged or no SQLite file. Restore it from a backup, or move it away: drafts, "
                    + "the queue and saved selections are then lost, deliveries and the audit are not.",
                e),
            _ => new(FailureKind.Fault, $"{path}: {e.Message}", e),
        };

    internal static MuutostietoException Foreign(string path) => new(
        FailureKind.Integrity, $"{path}: a SQLite file of another kind, expected the store of the self-service. Move it away.");

    internal static MuutostietoException Newer(string path, long version, int known) => new(
        FailureKind.Usage,
        $"{path}: the store of the self-service has version {version}, and this program knows {known} at most. Run the newer program.");
}
