using System.Globalization;
using Muutostieto.Hosting.Settings;
using Muutostieto.Interface.Feed;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// Alerts of the register's source: an import that failed, a feed that has been quiet, non-disclosure orders of persons missing from the
/// register. Counts only: no code, no name of a source file.
/// </summary>
public static class FeedAlerts
{
    /// <summary>Reads them. A register that cannot be read is another alert (<see cref="StatusReader"/>).</summary>
    public static IReadOnlyList<Alert> Read(StatusSource source, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(source);
        var alerts = new List<Alert>();
        if (new ImportFailureFile(source.Files, source.DataDirectory).Read() is { } failure)
        {
            alerts.Add(Of(failure, source.Words));
        }

        if (new ImportFailureFile(source.Files, source.DataDirectory, ImportFailureFile.FeedName).Read() is { } feedFailure)
        {
            alerts.Add(OfFeed(feedFailure, source.Words));
        }

        if (FeedOf(source) is { } feed)
        {
            alerts.AddRange(Of(feed, source, now));
        }

        return alerts;
    }

    /// <summary>Whether the last import is an alert already, as too old or as later than the clock says.</summary>
    internal static bool JudgesLastImport(RegisterFeed feed, StatusSource source, DateTimeOffset now) =>
        feed is { IsFed: true, LastImport: { } import }
        && (import > now + ClockGuard.Corrected || now - import > TimeSpan.FromDays(QuietDays(source)));

    private static int QuietDays(StatusSource source) =>
        source.Configuration?.Settings.FeedQuietDays ?? ServiceSettings.DefaultFeedQuietDays;

    private static Alert Of(ImportFailure failure, IRemedyWords words)
    {
        var times = failure.Times > 1 ? string.Create(CultureInfo.InvariantCulture, $" {failure.Times} times") : "";
        return new Alert(
            AlertKind.ImportFailed, null, null, failure.Since, FailureKind.Overdue,
            words.Of(
                $"Importing {Files(failure)} failed{times}: nothing of it is in the register, non-disclosure orders included. " +
                "Import again to see the faults; correct the file, or request it again, and import it, also under another name.",
                new HostRemedy.ImportAgain()),
            failure.Since is { } since ? since.ToString("O", CultureInfo.InvariantCulture) : "unknown");
    }

    private static Alert OfFeed(ImportFailure failure, IRemedyWords words)
    {
        var times = failure.Times > 1 ? string.Create(CultureInfo.InvariantCulture, $" {failure.Times} times") : "";
        return new Alert(
            AlertKind.ImportFailed, null, null, failure.Since, FailureKind.Overdue,
            words.Of(
                $"Fetching from the register's source failed{times}: what the source has changed since, non-disclosure orders included, is "
                    + "not known, and runs deliver nothing. The log says why.",
                new FeedRemedy.Run()),
            $"feed {failure.Since?.ToString("O", CultureInfo.InvariantCulture) ?? "unknown"}")
        {
            IsOfInterface = true,
        };
    }

    private static IEnumerable<Alert> Of(RegisterFeed feed, StatusSource source, DateTimeOffset now)
    {
        var (quietDays, isOfInterface) = (QuietDays(source), source.Configuration?.Settings.Feed is not null);
        if (feed.HeldStatements is > 0 and var held)
        {
            var statements =
                held == 1
                    ? "1 statement about a non-disclosure order waits"
                    : string.Create(CultureInfo.InvariantCulture, $"{held} statements about non-disclosure orders wait");
            yield return new Alert(
                AlertKind.OrderHeld,
                null,
                null,
                null,
                FailureKind.Overdue,
                $"{statements} for a person that the register does not have under the code given. If the register has the person under "
                    + "another code, the address is "
                    + "delivered meanwhile. Request the person's whole record, or the change of code, from the source and import it.",
                string.Create(CultureInfo.InvariantCulture, $"{held} {feed.LastHeld}"));
        }

        if (feed.MissingFiles is > 0 and var missing)
        {
            yield return new Alert(
                AlertKind.FeedGap,
                null,
                null,
                null,
                FailureKind.Overdue,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{missing} change {(missing == 1 ? "file" : "files")} of the register's feed {(missing == 1 ? "is" : "are")} missing "
                        + $"by running number: ")
                    + "later ones have been imported. Non-disclosure orders in them are not known. Request a new base from the source and "
                    + "import it; a late change file would overwrite newer data.",
                string.Create(CultureInfo.InvariantCulture, $"{missing}"));
        }

        if (feed.IsFed && feed.LastImport is { } ahead && ahead > now + ClockGuard.Corrected)
        {
            yield return new Alert(
                AlertKind.FeedQuiet, null, null, ahead, FailureKind.Overdue,
                source.Words.Of(
                    $"The register's last import is dated {HelsinkiTime.Text(ahead)}, later than the clock says: one of them is wrong, and "
                        + "how long the feed has been quiet is not known. No non-disclosure order ends by its date meanwhile. Check the "
                        + $"clock, then {(isOfInterface ? "fetch changes" : "import the feed's next file")} and confirm the clock.",
                    isOfInterface ? new FeedRemedy.ConfirmClock(OfLoad: false) : new HostRemedy.ConfirmClockOfImport()))
            {
                IsOfInterface = isOfInterface,
            };
            yield break;
        }

        if (!feed.IsFed || now - feed.LastImport <= TimeSpan.FromDays(quietDays))
        {
            yield break;
        }

        var last = feed.LastImport is { } import
            ? $"last import with anything new {HelsinkiTime.Text(import)}"
            : "no import of a known time is recorded";
        yield return new Alert(
            AlertKind.FeedQuiet, null, null, feed.LastImport, FailureKind.Overdue,
            source.Words.Of(
                string.Create(CultureInfo.InvariantCulture, $"The register's feed has been quiet for more than {quietDays} days: {last}. ")
                    + "No non-disclosure order ends by its date meanwhile, and none that the source has set since is known. Check the "
                    + $"feed, then {(isOfInterface ? "fetch changes" : "import")}.",
                isOfInterface ? new FeedRemedy.Run() : new RegisterRemedy.Import()))
        {
            IsOfInterface = isOfInterface,
        };
    }

    private static string Files(ImportFailure failure) =>
        failure.Files is { Count: > 0 and var count }
            ? string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "file" : "files")}")
            : "files";

    private static RegisterFeed? FeedOf(StatusSource source)
    {
        try
        {
            if (!source.Data.HasRegister)
            {
                return null;
            }

            using var register = source.OpenRegister();
            return register.Feed();
        }
        catch (MuutostietoException)
        {
            return null;
        }
    }
}
