using System.Globalization;
using System.IO.Abstractions;
using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Orders;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Decisions;

/// <summary>
/// Operators decide on applications and orders. What the configuration's files say stays the truth: an approval writes the file that an
/// operator would write, after the loader has found no error with it, and never in the place of another. It is recorded that the file is
/// being written, the file is written, and then the approval is: wherever that is broken off, <see cref="Repair"/> sees by the file whether
/// it was approved. One decision is made at a time, also between processes.
/// </summary>
/// <param name="store">Keeps what is decided.</param>
/// <param name="open">Opens the installation by the configuration in force; disposed of after each use.</param>
/// <param name="clock">Says when.</param>
/// <param name="twoPersons">Whether an approval takes two operators.</param>
public sealed partial class DecisionService(SelfServiceStore store, Func<Installation> open, TimeProvider clock, bool twoPersons)
{
    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MatterRows rows = new(store, clock);

    /// <summary>What waits for a decision, the longest waiting first.</summary>
    /// <exception cref="AccessRefusedException">The user may not see the queue.</exception>
    public IReadOnlyList<QueuedMatter> Queue(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Require(UserAction.SeeService);
        return [.. rows.In(MatterState.Submitted).Select(row => Queued(user, row))];
    }

    /// <summary>One application or order, whatever its state but a draft.</summary>
    /// <exception cref="AccessRefusedException">The user may not see the queue, or there is none.</exception>
    public QueuedMatter Find(SelfServiceUser user, long number)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Require(UserAction.SeeService);
        return rows.Find(number) is { State: not MatterState.Draft } found
            ? Queued(user, found)
            : throw new AccessRefusedException(UserAction.SeeService);
    }

    /// <summary>The names by which what waits for a decision is shown.</summary>
    /// <exception cref="AccessRefusedException">The user may not see the queue.</exception>
    public MatterChoices Choices(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Require(UserAction.SeeService);
        using var work = open();
        return new MatterChoices(
            ApplicationChoices.Of(work),
            OrderChoices.Of(work, [.. work.Configuration.Permits.Where(permit => permit.Orders is not null)]));
    }

    /// <summary>Shows the file that approving an application would write, and what the loader says of it. Nothing is decided.</summary>
    /// <exception cref="AccessRefusedException">The user may not decide, or there is no such application.</exception>
    public DecisionOutcome ExplainPermit(SelfServiceUser user, long number, PermitCompletion completion)
    {
        var row = Decidable(user, number, MatterKind.Permit);
        using var work = open();
        return Judge(work, row, BodyOfPermit(row, completion), PathOf(work, row.Kind, completion.Id), HeadOf(user, row, null));
    }

    /// <summary>Shows the file that the approval of an order would write, and what the loader says of it. Nothing is decided.</summary>
    /// <exception cref="AccessRefusedException">The user may not decide, or there is no such order.</exception>
    public DecisionOutcome ExplainOrder(SelfServiceUser user, long number, string id)
    {
        var row = Decidable(user, number, MatterKind.Order);
        using var work = open();
        return Judge(work, row, BodyOfOrder(work, row, id), PathOf(work, row.Kind, id), HeadOf(user, row, null));
    }

    /// <summary>Approves an application: where two persons decide, this is the first of them, and nothing is written yet.</summary>
    /// <param name="user">An operator, not the applicant.</param>
    /// <param name="number">Which one.</param>
    /// <param name="version">As the user saw it.</param>
    /// <param name="completion">What the application cannot know.</param>
    /// <param name="reason">Null: none is given.</param>
    /// <returns>With an error of the loader or a failure to write in it, nothing was decided.</returns>
    /// <exception cref="AccessRefusedException">The user may not decide on it, or there is no such application.</exception>
    /// <exception cref="RefusedInputException">The reason is too long, the id none, or the time longer than was applied for.</exception>
    /// <exception cref="ChangedMeanwhileException">It was decided, withdrawn or changed since; the exception says who did.</exception>
    /// <exception cref="IOException">Another decision was being made for half a minute, or the disk failed.</exception>
    public DecisionOutcome ApprovePermit(
        SelfServiceUser user, long number, int version, PermitCompletion completion, string? reason)
    {
        ArgumentNullException.ThrowIfNull(completion);
        _ = Decidable(user, number, MatterKind.Permit);
        return Approve(user, number, version, MatterKind.Permit, (_, row) => BodyOfPermit(row, completion), completion.Id, reason);
    }

    /// <summary>Approves an order: where two persons decide, this is the first of them, and nothing is written yet.</summary>
    /// <param name="user">An operator, not the one who ordered.</param>
    /// <param name="number">Which one.</param>
    /// <param name="version">As the user saw it.</param>
    /// <param name="id">The order's id from now on, and the name of its file.</param>
    /// <param name="reason">Null: none is given.</param>
    /// <inheritdoc cref="ApprovePermit"/>
    public DecisionOutcome ApproveOrder(SelfServiceUser user, long number, int version, string id, string? reason)
    {
        ArgumentNullException.ThrowIfNull(id);
        _ = Decidable(user, number, MatterKind.Order);
        return Approve(user, number, version, MatterKind.Order, (work, row) => BodyOfOrder(work, row, id), id, reason);
    }

    /// <summary>Approves, as the second operator, what the first one has approved and filled in.</summary>
    /// <param name="user">An operator, neither the applicant nor the first one.</param>
    /// <param name="number">Which one.</param>
    /// <param name="version">As the user saw it.</param>
    /// <param name="reason">Null: none is given.</param>
    /// <inheritdoc cref="ApprovePermit"/>
    public DecisionOutcome Confirm(SelfServiceUser user, long number, int version, string? reason)
    {
        _ = Decidable(user, number, null);
        CheckReason(reason, required: false);
        return Alone(work =>
        {
            var row = Seen(user, number, version);
            var first = Awaited(row) ?? throw new ChangedMeanwhileException(row.ChangedBy);
            if (first.Operator == user.Id)
            {
                throw new AccessRefusedException(UserAction.Decide);
            }

            return Finish(work, user, row, first.Body!, Path.Combine(work.ConfigDirectory, first.File!), first, reason);
        });
    }

    /// <summary>Refuses an application or order; one person suffices.</summary>
    /// <param name="user">An operator, not the applicant.</param>
    /// <param name="number">Which one.</param>
    /// <param name="version">As the user saw it.</param>
    /// <param name="reason">Its recipient reads it.</param>
    /// <inheritdoc cref="ApprovePermit"/>
    public DecisionOutcome Refuse(SelfServiceUser user, long number, int version, string reason) =>
        Decline(user, number, version, reason, MatterState.Refused, Verdict.Refused);

    /// <summary>Sends an application or order back to its recipient, to be changed and submitted again.</summary>
    /// <inheritdoc cref="Refuse"/>
    public DecisionOutcome Return(SelfServiceUser user, long number, int version, string reason) =>
        Decline(user, number, version, reason, MatterState.Draft, Verdict.Returned);

    /// <summary>
    /// Ends what was broken off between a decision and its file: what is in the configuration is approved, what is not waits for a decision
    /// again. Called when the service starts; each decision does it too.
    /// </summary>
    /// <exception cref="IOException">Another decision was being made for half a minute.</exception>
    public void Repair() => _ = Alone(_ => true);

    private T Alone<T>(Func<Installation, T> decide)
    {
        using var work = open();
        using var turn = TakeTurn(work);
        foreach (var left in rows.In(MatterState.Approving))
        {
            Settle(work, left);
        }

        return decide(work);
    }

    private static FileSystemStream TakeTurn(Installation work)
    {
        var path = Path.Combine(work.DataDirectory, "selfservice-decisions.lock");
        try
        {
            return FileLock.Acquire(work.Disk.Files, path, Patience);
        }
        catch (IOException held) when (Presence.IsHeldByAnother(held))
        {
            throw new MuutostietoException(
                FailureKind.Transient, $"{path}: another decision has been going on for {Patience.TotalSeconds} seconds. Try again.", held);
        }
    }

    /// <summary>An approval whose file is there is one; without its file it is none.</summary>
    private MatterState Settle(Installation work, MatterRow approving)
    {
        var last = approving.Decisions[^1];
        var isThere = new DecisionFile(work, Path.Combine(work.ConfigDirectory, last.File!)).Says(last.Body!);
        var state = isThere ? MatterState.Approved : MatterState.Submitted;
        rows.Settle(approving, state, isThere ? Verdict.Approved : Verdict.Undone);
        return state;
    }

    private DecisionOutcome Approve(
        SelfServiceUser user,
        long number,
        int version,
        MatterKind kind,
        Func<Installation, MatterRow, string> body,
        string id,
        string? reason)
    {
        CheckReason(reason, required: false);
        return Alone(work =>
        {
            var row = Seen(user, number, version);
            if (row.Kind != kind || Awaited(row) is not null)
            {
                throw new ChangedMeanwhileException(row.ChangedBy);
            }

            var (text, path) = (body(work, row), PathOf(work, kind, id));
            if (!twoPersons)
            {
                return Finish(work, user, row, text, path, null, reason);
            }

            var judged = Judge(work, row, text, path, HeadOf(user, row, null));
            if (!judged.IsDone)
            {
                return judged;
            }

            var moved = rows.Move(
                user, row, MatterState.Submitted, DecisionOf(user, Verdict.Agreed, reason, NameOf(work, path), text));
            return judged with { Version = moved.Version };
        });
    }

    private DecisionOutcome Finish(
        Installation work, SelfServiceUser user, MatterRow row, string body, string path, MatterDecision? first, string? reason)
    {
        var head = HeadOf(user, row, first);
        var judged = Judge(work, row, body, path, head);
        if (!judged.IsDone)
        {
            return judged;
        }

        var approving = rows.Move(
            user, row, MatterState.Approving, DecisionOf(user, Verdict.Approved, reason, NameOf(work, path), body));
        var failure = new DecisionFile(work, path).Write(head, body);
        var state = Settle(work, approving);
        return judged with { State = state, Version = approving.Version + 1, Failure = state == MatterState.Approved ? null : failure };
    }

    private DecisionOutcome Decline(
        SelfServiceUser user, long number, int version, string reason, MatterState state, Verdict verdict)
    {
        _ = Decidable(user, number, null);
        CheckReason(reason, required: true);
        return Alone(_ =>
        {
            var moved = rows.Move(user, Seen(user, number, version), state, DecisionOf(user, verdict, reason, null, null));
            return new DecisionOutcome(moved.State, moved.Version, null, null, null, null);
        });
    }

    private static DecisionOutcome Judge(Installation work, MatterRow row, string body, string path, string head)
    {
        var text = head + body;
        var file = new DecisionFile(work, path);

        // What an operator has put there already, because the program may not write, is the same file and no second one.
        var failure = file.Says(body) || !work.Disk.Files.File.Exists(path) ? (WriteFailure?)null : WriteFailure.Taken;
        var report = failure is null ? work.Check(new CandidateFile(path, Encoding.UTF8.GetBytes(text))) : null;
        return new DecisionOutcome(row.State, row.Version, path, text, report, failure) { Body = body };
    }

    private static string BodyOfPermit(MatterRow row, PermitCompletion completion)
    {
        RequireId(completion.Id);
        var content = ApplicationJson.Application(row.Content);
        var check = new FieldCheck();
        if (completion.ValidFrom < content.ValidFrom)
        {
            check.Add("validFrom", FieldProblem.Contradicts);
        }

        if (content.ValidTo is { } last && !(completion.ValidTo <= last))
        {
            check.Add("validTo", FieldProblem.Contradicts);
        }

        RefusedInputException.ThrowIfAny(check.Faults);
        return PermitText.Of(content, completion, row.Recipient);
    }

    private static string BodyOfOrder(Installation work, MatterRow row, string id)
    {
        RequireId(id);
        var content = OrderJson.Order(row.Content);
        var permit = OrderReading.PermitOf(work, content, row.Recipient);

        // By the customer's own rules first: what it may not name (lists, others' permits) an operator's folder would allow.
        _ = OrderReading.Read(work, content, permit, id);
        return OrderText.Of(content, id, permit.Id);
    }

    private static void RequireId(string id)
    {
        if (!Id().IsMatch(id))
        {
            throw new RefusedInputException([new FieldFault("id", FieldProblem.Malformed)]);
        }
    }

    private static string PathOf(Installation work, MatterKind kind, string id) =>
        Path.Combine(work.ConfigDirectory, kind == MatterKind.Permit ? "permits" : "orders", $"{id}.json");

    private static string NameOf(Installation work, string path) => Path.GetRelativePath(work.ConfigDirectory, path);

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    private string HeadOf(SelfServiceUser user, MatterRow row, MatterDecision? first)
    {
        var what = row.Kind == MatterKind.Permit ? "application" : "order";
        var head = new StringBuilder();
        _ = head.Append(
            CultureInfo.InvariantCulture, $"// Decided in the self-service: {what} {row.Number} of {OneLine(row.Recipient)}, ");
        _ = head.Append(CultureInfo.InvariantCulture, $"submitted on {Day(row.Submitted)}.\n");
        if (first is not null)
        {
            _ = head.Append(CultureInfo.InvariantCulture, $"// Approved by {OneLine(first.Name)} on {Day(first.At)}");
            _ = head.Append(CultureInfo.InvariantCulture, $" and by {OneLine(user.Name)} on {Day(clock.GetUtcNow())}.\n");
        }
        else
        {
            _ = head.Append(CultureInfo.InvariantCulture, $"// Approved by {OneLine(user.Name)} on {Day(clock.GetUtcNow())}.\n");
        }

        return head.ToString();
    }

    private static string Day(DateTimeOffset? time) => time is { } at
        ? TimeZoneInfo.ConvertTime(at, HelsinkiTime.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : "-";

    private MatterDecision DecisionOf(SelfServiceUser user, Verdict verdict, string? reason, string? file, string? body) =>
        new(0, verdict, user.Id, user.Name, clock.GetUtcNow(), string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), file)
        {
            Body = body,
        };

    private static void CheckReason(string? reason, bool required)
    {
        var check = new FieldCheck();
        check.Text("reason", reason, LongestReason, required, hasLines: true);
        RefusedInputException.ThrowIfAny(check.Faults);
    }

    /// <summary>The first of two approvals, when it is the last thing that was decided and counts.</summary>
    private static MatterDecision? Awaited(MatterRow row) => row.State == MatterState.Submitted
        && row.Decisions.LastOrDefault(decision => decision.Verdict != Verdict.Undone) is { Verdict: Verdict.Agreed } last
            ? last
            : null;

    private static bool IsApplicant(SelfServiceUser user, MatterRow row) => row.Writers.Contains(user.Id);

    private static QueuedMatter Queued(SelfServiceUser user, MatterRow row)
    {
        var awaits = Awaited(row);
        return new QueuedMatter(
            row.Kind == MatterKind.Permit ? row.As(ApplicationJson.Application) : null,
            row.Kind == MatterKind.Order ? row.As(OrderJson.Order) : null,
            row.State == MatterState.Submitted && user.May(UserAction.Decide) && !IsApplicant(user, row) && awaits?.Operator != user.Id,
            awaits);
    }

    private MatterRow Seen(SelfServiceUser user, long number, int version)
    {
        var row = Decidable(user, number, null);
        return row.State == MatterState.Submitted && row.Version == version ? row : throw new ChangedMeanwhileException(row.ChangedBy);
    }

    private MatterRow Decidable(SelfServiceUser user, long number, MatterKind? kind)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Require(UserAction.Decide);
        return rows.Find(number) is { State: not MatterState.Draft } found
            && (kind is null || found.Kind == kind)
            && !IsApplicant(user, found)
                ? found
                : throw new AccessRefusedException(UserAction.Decide);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
