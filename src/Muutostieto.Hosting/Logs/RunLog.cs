using System.Collections.Concurrent;
using System.Diagnostics;
using Muutostieto.Audit;
using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Muutostieto.Hosting.Logs;

/// <summary>
/// The log and the audit trail of one run: an event per step with the delivery's id, counts and duration; and who received what, by file
/// and hash. Permits, counts and file names only: no person, and nothing that a recipient wrote. Safe to call from several threads.
/// </summary>
public sealed class RunLog : IDeliveryObserver, IDisposable
{
    private readonly Logger log;
    private readonly Logger audit;
    private readonly ILogger run;
    private readonly LogFailure failure;
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<(long Id, DeliveryStep Step), long> steps = new();

    private RunLog(Logger log, Logger audit, LogFailure failure, string command)
    {
        (this.log, this.audit, this.failure) = (log, audit, failure);
        run = log.ForContext("Command", command).ForContext("Process", Environment.ProcessId);
    }

    /// <param name="work">Whose settings and data directory.</param>
    /// <param name="command">What runs.</param>
    /// <param name="console">Where people follow it too; null: nowhere.</param>
    public static RunLog Open(Installation work, string command, TextWriter? console) =>
        Open(work.Configuration.Settings, work.Clock, command, console);

    /// <summary>As above, without a workplace.</summary>
    public static RunLog Open(ServiceSettings settings, TimeProvider clock, string command, TextWriter? console)
    {
        var failure = new LogFailure();
        var log = Logging.Create(settings, console, failure);
        try
        {
            return new RunLog(log, Logging.CreateAudit(settings, clock), failure, command);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Why the log could not be written; null when it could.</summary>
    public string? Failure => failure.First;

    public IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total)
    {
        steps[(delivery.Id, step)] = Stopwatch.GetTimestamp();
        if (step == DeliveryStep.Publishing)
        {
            // Before the first byte leaves: what cannot be audited is not published.
            Audit(delivery, "publishing");
        }

        return null;
    }

    public void MakesUp(Delivery delivery, IReadOnlyList<Occurrence> covers) =>
        About(delivery)
            .ForContext("Covers", covers.Select(occurrence => occurrence.Name).ToArray())
            .Warning(
                "{Delivery} makes up for missed occurrences: it covers {Count}, from {First} on",
                delivery.Title,
                covers.Count,
                covers[0].Name);

    public void TriesAgain(Delivery delivery, MuutostietoException failure, TimeSpan pause) =>
        About(delivery)
            .Warning(
                "{Delivery} could not be published: {Failure} Retrying in {Seconds} s",
                delivery.Title,
                failure.Message,
                (int)pause.TotalSeconds);

    public void End(Delivery delivery, DeliveryStep step)
    {
        var milliseconds = steps.TryRemove((delivery.Id, step), out var start)
            ? (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds
            : 0;
        var about = About(delivery).ForContext("Milliseconds", milliseconds);
        if (step == DeliveryStep.Composing)
        {
            about
                .ForContext("Transliterated", delivery.Counts.Transliterated)
                .ForContext("Shortened", delivery.Counts.Shortened)
                .Information(
                    "{Delivery} composed: {Persons} {Units}, {Records} records",
                    delivery.Title,
                    delivery.Counts.Persons,
                    delivery.Terms.Value.Order?.Target ?? "persons",
                    delivery.Counts.Records);
        }
        else
        {
            Audit(delivery, "published");
            about.Information(
                "{Delivery} published: {Files} files, {Bytes} bytes",
                delivery.Title,
                delivery.Files.Count,
                delivery.Files.Sum(file => file.Bytes));
        }
    }

    public void Happened(Delivery delivery, DeliveryNote note)
    {
        var (level, what) = note switch
        {
            DeliveryNote.Withdrawn => (
                LogEventLevel.Warning,
                "withdrawn before it was published: a non-disclosure order was entered meanwhile"),
            DeliveryNote.FoundPublished => (
                LogEventLevel.Warning,
                "counts as published and is not sent again: an earlier run was stopped while it published it"),
            DeliveryNote.Recalled => (
                LogEventLevel.Warning,
                "withdrawn when it lay in the drop unanswered: a non-disclosure order was entered or a right revoked since"),
            DeliveryNote.NoRoom => (LogEventLevel.Warning, "withdrawn before it was made: a form has no room for it"),
            DeliveryNote.Healed => (LogEventLevel.Warning, "put into the drop again where the drop had damaged it"),
            DeliveryNote.Received => (LogEventLevel.Information, "received"),
            DeliveryNote.Refused => (LogEventLevel.Warning, "refused by its recipient"),
            DeliveryNote.Unclear => (LogEventLevel.Warning, "answered with a receipt that cannot be understood"),
            DeliveryNote.Downloaded => (LogEventLevel.Information, "partly fetched"),
            DeliveryNote.Overdue => (LogEventLevel.Warning, "overdue"),
            DeliveryNote.RemovedFromDrop => (LogEventLevel.Information, "removed from the drop"),
            DeliveryNote.RemovedFromOutbox => (LogEventLevel.Information, "removed from the outbox"),
            _ => throw new ArgumentOutOfRangeException(nameof(note), note, null),
        };
        if (note != DeliveryNote.Overdue)
        {
            Audit(delivery, what);
        }

        About(delivery).Write(level, "{Delivery} {Note}", delivery.Title, what);
    }

    public void Noticed(Delivery delivery, string notice) => About(delivery).Warning("{Delivery}: {Notice}", delivery.Title, notice);

    public void Anchored(AuditHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        run.Information("Audit chain proved up to entry {Sequence}: {Head}", head.Sequence, head.Hash);
    }

    /// <summary>Logs that a person was queried. Which person is in the audit chain only.</summary>
    public void Asked(AuditHead head) =>
        run.Information("Question recorded as entry {Sequence} of the audit chain: {Head}", head.Sequence, head.Hash);

    public void TookIn(ListUpload upload) =>
        run.ForContext("Permit", upload.Permit)
            .ForContext("Upload", upload.Name)
            .ForContext("Sha256", upload.Sha256)
            .ForContext("Bytes", upload.Bytes)
            .Write(
                upload.Refusal is null && upload is not { Persons: 0, Removed: > 0 } ? LogEventLevel.Information : LogEventLevel.Warning,
                "{Permit} list {Number} {What}: {Added} added, {Removed} removed, {Unchanged} unchanged, {Refused} lines refused, "
                    + "{Persons} on it",
                upload.Permit,
                upload.Number,
                upload.Refusal is null ? "taken in" : "refused",
                upload.Added,
                upload.Removed,
                upload.Unchanged,
                upload.RefusedLines,
                upload.Persons);

    public void ListsWait(string permit, int files) =>
        run.ForContext("Permit", permit).Warning("{Permit}: {Files} more uploaded lists wait for the next run", permit, files);

    public void TriesAgain(string permit, MuutostietoException failure, TimeSpan pause) =>
        run.ForContext("Permit", permit)
            .Warning("{Permit}: {Failure} Taken up again in {Seconds} s", permit, failure.Message, (int)pause.TotalSeconds);

    public void WaitsForList(string permit) =>
        run.ForContext("Permit", permit).Information("{Permit} waits for a person on its recipient's list", permit);

    /// <summary>The delivery was withdrawn by an operator. The reason is in the ledger.</summary>
    public void Withdrawn(Delivery delivery)
    {
        Audit(delivery, "withdrawn");
        About(delivery).Warning("{Delivery} {Note}", delivery.Title, "withdrawn");
    }

    /// <summary>An operator has decided to go on with a ledger of an earlier time. The reason is in the audit.</summary>
    public void Resumed(AuditHead entry, ResumePlan plan)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(plan);
        run.Warning(
            "Deliveries go on with an earlier ledger by entry {Sequence} {Hash} of the audit: lost {Lost}",
            entry.Sequence,
            entry.Hash,
            plan.Permits.SelectMany(permit => permit.Lost)
                .Select(lost => FormattableString.Invariant($"{lost.Permit} {lost.Kind.WireName()} {lost.Number}"))
                .ToList());
    }

    /// <summary>A user of the self-service has asked for something to be done with a delivery.</summary>
    /// <param name="delivery">Which one.</param>
    /// <param name="what">What is done, as <c>published again</c>.</param>
    /// <param name="user">The user's id, as its provider gives it.</param>
    public void AskedFor(Delivery delivery, string what, string user)
    {
        Audit(delivery, $"{what} as {user} asked for");
        About(delivery).Information("{Delivery} {Note} as {User} asked for", delivery.Title, what, user);
    }

    /// <summary>A signing key was made, retired or removed.</summary>
    public void Changed(SigningKey key, string what) =>
        run.Warning("Signing key {Key} {Fingerprint} {Note}", key.Name, key.PublicKey.Fingerprint, what);

    /// <summary>Count and digests per municipality as of the delivery are about to be published.</summary>
    public void Reconciles(Delivery delivery, string file, string sha256)
    {
        Audit(delivery, $"reconciliation {file} {sha256} publishing");
        About(delivery).Information("{Delivery} reconciled: {File}", delivery.Title, file);
    }

    /// <summary>An operator has requested full records of every resident of some municipalities.</summary>
    public void RepairRequested(string permit, IReadOnlyList<string> municipalities) =>
        run.ForContext("Permit", permit).Information("{Permit}: the next change delivery repairs {Municipalities}", permit, municipalities);

    /// <summary>The run's last event. A failure's message names places and kinds, never a person.</summary>
    public void Finished(NightlyResult result, IRemedyWords words)
    {
        foreach (var failure in result.Batch.Failures)
        {
            run.ForContext("Permit", failure.Permit)
                .ForContext("ExitCode", FailureNumber.Of(failure.Kind))
                .Error("{Permit} failed: {Failure}", failure.Permit, words.Of(failure.Message, failure.Remedy));
        }

        foreach (var due in result.ToWithdraw)
        {
            About(due.Delivery).Warning("{Finding}", words.Of(due.Message, due.Remedy));
        }

        run.ForContext("Milliseconds", (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds)
            .ForContext("ExitCode", FailureNumber.Of(result.Failure))
            .Information(
                "Run ended: {Deliveries} deliveries, {Failures} failures, {Refused} refused, {Overdue} overdue",
                result.Batch.Deliveries.Count,
                result.Batch.Failures.Count,
                result.Refused.Count,
                result.Overdue.Count);
    }

    public void Dispose()
    {
        try
        {
            failure.Close(log);
        }
        finally
        {
            audit.Dispose();
        }
    }

    private ILogger About(Delivery delivery) =>
        run.ForContext("DeliveryId", delivery.Id)
            .ForContext("Permit", delivery.Permit)
            .ForContext("Kind", delivery.Kind.WireName())
            .ForContext("Number", delivery.Number);

    private void Audit(Delivery delivery, string what)
    {
        try
        {
            var terms = delivery.Terms.Value;
            audit
                .ForContext("DeliveryId", delivery.Id)
                .ForContext("Permit", delivery.Permit)
                .ForContext("Kind", delivery.Kind.WireName())
                .ForContext("Number", delivery.Number)
                .ForContext("Decision", terms.Decision)
                .ForContext("Product", terms.Product)
                .ForContext("Persons", delivery.Counts.Persons)
                .ForContext("AuditEntry", delivery.Audit?.Sequence)
                .ForContext("AuditHead", delivery.Audit?.Hash)
                .ForContext("From", delivery.Window.From)
                .ForContext("To", delivery.Window.To)
                .ForContext("Files", delivery.Files.ToDictionary(file => file.Name, file => file.Sha256))
                .Information("{Delivery} {What}: {Recipient}", delivery.Title, what, terms.Recipient);
        }
        catch (Exception failure) when (failure is AggregateException or IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{delivery.Title}: the audit trail cannot be written ({what}); nothing more was done with it. Make room and the folder "
                    + "audit writable, then run again.",
                failure);
        }
    }
}
