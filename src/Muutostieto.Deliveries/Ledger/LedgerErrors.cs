using Microsoft.Data.Sqlite;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The failures of the ledger, said to the user.</summary>
internal static class LedgerErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    public static MuutostietoException Of(string path, SqliteException e) =>
        e.SqliteErrorCode switch
        {
            Busy or Locked => new(
                FailureKind.Transient,
                $"{path}: another process keeps the ledger locked. Run again when it has ended.",
                e),
            ReadOnly or CannotOpen => new(
                FailureKind.Fault,
                $"{path}: the ledger cannot be opened for writing. Give the program's user the right to write to its folder.",
                e),
            Full => new(FailureKind.Fault, $"{path}: the disk is full; nothing was recorded. Make room and run again.", e),
            InputOutput => new(
                FailureKind.Fault,
                $"{path}: the disk refused to read or write the ledger; nothing was recorded. Check the disk and run again.",
                e),
            Corrupt or NotADatabase => new(
                FailureKind.Integrity,
                $"{path}: the ledger is damaged or no SQLite file. Restore it from a backup before the next run.",
                e),
            Constraint => new(
                FailureKind.Integrity,
                $"{path}: the ledger refused a change that contradicts it ({e.Message}). Report this with the log.",
                e),
            _ => new(FailureKind.Fault, $"{path}: {e.Message}", e),
        };

    public static MuutostietoException Illegal(Delivery delivery, DeliveryState to) => new(
        FailureKind.Integrity,
        $"delivery {delivery.Title}: it is {delivery.State.WireName()} and cannot become {to.WireName()}. Look how it got there.")
    { Remedy = new DeliveryRemedy.ReadHistory(delivery.Id) };

    public static MuutostietoException Differs(Delivery delivery, string what) => new(
        FailureKind.Integrity,
        $"delivery {delivery.Title}: {what} differ from what the ledger recorded. Nothing was changed. Compare its files with the ledger.")
    { Remedy = new DeliveryRemedy.VerifyDelivery(delivery.Id) };

    public static MuutostietoException Moved(DeliveryPlan plan) =>
        new(
            FailureKind.Transient,
            $"permit {plan.Permit}: another delivery was planned in the meantime, or the last one is not composed yet. Run again: the next "
                + "plan continues it.");

    public static MuutostietoException Behind(DeliveryPlan plan, Delivery head) =>
        new(
            FailureKind.Integrity,
            $"permit {plan.Permit}: the plan ends at journal key {plan.Window.To}, but {head.Title} already ended at {head.Window.To}: the "
                + "register is older than the ledger. Restore both from one backup.");

    public static MuutostietoException Continued(Delivery delivery, Delivery next) => new(
        FailureKind.Usage,
        $"delivery {delivery.Title}: {next.Title} continues it, and the chain would break. Withdraw {next.Title} first.");

    public static MuutostietoException Unknown(long id) =>
        new(FailureKind.Integrity, $"delivery with id {id}: the ledger has none. Was the ledger replaced?");
}
