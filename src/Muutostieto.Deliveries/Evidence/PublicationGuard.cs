using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Evidence;

/// <summary>
/// Refuses to go on with a ledger that was restored to an earlier time: its numbers would be used again for other content, and windows
/// that were delivered would be delivered otherwise. Asked before anything is planned, composed or published.
/// </summary>
/// <param name="ledger">Open.</param>
/// <param name="evidence">What was published, as known outside the ledger.</param>
/// <param name="mark">Whether the ledger came from a backup.</param>
/// <param name="clock">Says when a publication begins.</param>
internal sealed class PublicationGuard(ILedger ledger, PublishedEvidence evidence, RestoredMark mark, TimeProvider clock)
{
    /// <summary>Which ledger it is, by the database that it is in, or by the mark of a backup; null: nothing says.</summary>
    internal LedgerOrigin? Origin() => ledger.Origin(clock.GetUtcNow()) ?? mark.Origin();

    /// <summary>Accepts it: from here on deliveries are made with it.</summary>
    internal void Accept(LedgerOrigin origin)
    {
        ledger.Accept(origin, clock.GetUtcNow());
        if (mark.Origin() is not null)
        {
            mark.Clear();
        }
    }

    /// <summary>Refuses a permit of which the ledger lacks something published, or may lack it.</summary>
    /// <exception cref="MuutostietoException">Integrity: the ledger, or the database that it is in, is of an earlier time.</exception>
    internal void Require(string permit)
    {
        RequireOrigin();
        if (evidence.Read(permit) is not { } known)
        {
            // The folder is new, or the program was before this was kept: from here on it is known.
            evidence.Change(permit, now => now ?? InLedger(permit));
            return;
        }

        foreach (var number in known.Numbers)
        {
            if (Against(permit, number) is { } why)
            {
                throw Behind(permit, number, why);
            }
        }
    }

    /// <summary>
    /// Notes a delivery whose files are going to be visible. The note is durable when this returns; that of a higher number stays.
    /// </summary>
    /// <exception cref="MuutostietoException">Integrity: its number was published with other content, or one after it was published.
    /// </exception>
    internal void Begin(Delivery delivery)
    {
        RequireOrigin();
        var number = Of(delivery, clock.GetUtcNow());
        evidence.Change(delivery.Permit, known =>
        {
            known ??= InLedger(delivery.Permit);
            return known.Of(number.Kind) is not { } last || last.Number < number.Number ? known.With(number)
                : last.Number == number.Number && last.ManifestSha256 != number.ManifestSha256
                    ? throw Behind(delivery.Permit, last, "has it with other content")
                : last.Number > number.Number && delivery.Kind != DeliveryKind.Extract
                    ? throw Behind(delivery.Permit, last, $"goes on with {delivery.Kind.WireName()} {delivery.Number}")
                : known;
        });
    }

    /// <summary>What was published of a permit and is not in the ledger, or is there with other content.</summary>
    internal IReadOnlyList<PublishedNumber> Missing(string permit) =>
        [.. (evidence.Read(permit)?.Numbers ?? []).Where(number => Against(permit, number) is not null)];

    /// <summary>Whether it is known here what was published of a permit.</summary>
    internal bool Knows(string permit) => evidence.Read(permit) is not null;

    private static PublishedNumber Of(Delivery delivery, DateTimeOffset now) => new(
        delivery.Kind.WireName(),
        delivery.Number,
        delivery.Window.To,
        delivery.RegisterFingerprint,
        delivery.Manifest!.Sha256,
        delivery.PublishingSince ?? delivery.Published ?? now);

    /// <summary>Why the ledger is older than what was published; null when it is not.</summary>
    private string? Against(string permit, PublishedNumber number) =>
        ledger.Find(new DeliveryKey(permit, number.Kind, number.Number)) switch
        {
            null when IsBelowLost(permit, number) => null,
            null => "does not have it",
            { IsLost: true } => null,
            { Manifest: null } => "has it as not composed yet",
            { Manifest: { } manifest } when manifest.Sha256 != number.ManifestSha256 => "has it with other content",
            _ => null,
        };

    /// <summary>Of numbers that were lost together the ledger has the last one.</summary>
    private bool IsBelowLost(string permit, PublishedNumber number) =>
        ledger.List(new DeliveryFilter(permit, WireNames.Kind(number.Kind), DeliveryState.Withdrawn))
            .Any(delivery => delivery.IsLost && delivery.Number > number.Number);

    private PublishedPermit InLedger(string permit) => new(
        permit,
        [
            .. ledger.List(new DeliveryFilter(permit))
                .Where(delivery => delivery is { Manifest: not null } and ({ Published: not null } or { PublishingSince: not null }))
                .GroupBy(delivery => delivery.Kind)
                .Select(kind => Of(kind.MaxBy(delivery => delivery.Number)!, clock.GetUtcNow())),
        ]);

    private void RequireOrigin()
    {
        if (mark.Origin() is { } restored)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{restored.Place}: register and ledger were restored from the backup of {restored.Backup}, and what was published since "
                    + "is not known. Nothing was delivered. Decide how deliveries go on.")
            { Remedy = new DeliveryRemedy.Resume() };
        }

        if (ledger.Origin(clock.GetUtcNow()) is { IsAnother: true } origin)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{origin.Place}: the database is not the one that deliveries were made with ({origin.Found}; accepted was "
                    + $"{origin.Accepted}): it was restored, loaded anew or promoted, and the last deliveries may be missing in it. "
                    + "Nothing was delivered. Go back to the database with all of them, or decide how deliveries go on.")
            { Remedy = new DeliveryRemedy.Resume() };
        }
    }

    private MuutostietoException Behind(string permit, PublishedNumber number, string why) =>
        new(
            FailureKind.Integrity,
            $"permit \"{permit}\": {evidence.PathOf(permit)} says that {number.Kind} {number.Number} was published, and the ledger {why}: "
                + "it was restored to an earlier time. Nothing was delivered. Restore the ledger of a later time, or decide how deliveries "
                + "go on.")
        { Remedy = new DeliveryRemedy.Resume() };
}
