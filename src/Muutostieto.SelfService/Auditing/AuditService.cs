using System.Collections.Concurrent;
using System.Security.Cryptography;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Reports;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;

namespace Muutostieto.SelfService.Auditing;

/// <summary>
/// Auditors ask who received a person's data, and verify the chain, as <c>audit person</c> and <c>audit verify</c> do. The identity code is
/// neither kept nor logged: only the register turns it into a person. Answers are kept in memory, for their askers alone and for a while.
/// </summary>
/// <param name="open">Opens the installation by the configuration in force; disposed of after each use.</param>
/// <param name="clock">Says when.</param>
public sealed class AuditService(Func<Installation> open, TimeProvider clock) : IDisposable
{
    /// <summary>How long an answer, or the result of a verification, can be found again.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private const int LongestCode = 20;
    private const int OwnSteps = 4;

    private readonly ConcurrentDictionary<string, (string User, DateTimeOffset At, PersonAnswer Answer)> answers = new();
    private readonly ConcurrentDictionary<string, (string User, VerificationState State)> verifications = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Answers who received the data of a person. The question is in the chain before it is answered.</summary>
    /// <param name="user">An auditor.</param>
    /// <param name="code">An identity code that the person has or had.</param>
    /// <param name="reason">Why, in one line without a person: it is kept for good.</param>
    /// <exception cref="AccessRefusedException">The user may not ask.</exception>
    /// <exception cref="RefusedInputException">Code or reason are missing or unfit; nothing was recorded.</exception>
    /// <exception cref="MuutostietoException">Register, ledger or audit cannot be used.</exception>
    public PersonAnswer Ask(SelfServiceUser user, string code, string reason)
    {
        Require(user, UserAction.AskAboutPerson);
        var wanted = (code ?? "").Trim().ToUpperInvariant();
        Check(wanted, reason);
        using var work = open();
        var ledger = work.LedgerIfAny;
        var persons = work.Register.EverHeldBy(wanted, work.Register.LatestKey());
        var question = new AuditQuestion(Environment.UserName, user.Id, reason.Trim(), persons.Count > 0);
        var store = work.Audit;
        IReadOnlyList<AuditHead> heads = persons.Count == 0
            ? [store.RecordQuestion(question, null)]
            : [.. persons.Select(person => store.RecordQuestion(question, person))];
        var holders = persons
            .Select((person, at) => AuditedHolder.Of(work, ledger, person, at + 1, wanted, heads[at]))
            .Select(holder => new AnsweredHolder(
                holder, PersonReport.Of(holder.Answer, ledger?.List(), work.Configuration, holder.Question, clock.GetUtcNow())))
            .ToList();
        var answer = new PersonAnswer(
            NewId(), heads[0].Sequence, holders, holders.TrueForAll(holder => holder.Holder.Answer.Findings.Count == 0));
        Forget();
        answers[answer.Id] = (user.Id, clock.GetUtcNow(), answer);
        return answer;
    }

    /// <summary>An answer that the user was given before.</summary>
    /// <exception cref="AccessRefusedException">The user may not ask, or the answer is another user's or no longer kept.</exception>
    public PersonAnswer Find(SelfServiceUser user, string id)
    {
        Require(user, UserAction.AskAboutPerson);
        Forget();
        return answers.TryGetValue(id ?? "", out var found) && found.User == user.Id
            ? found.Answer
            : throw new AccessRefusedException(UserAction.AskAboutPerson);
    }

    /// <summary>Writes a person's report.</summary>
    /// <param name="user">The auditor who asked.</param>
    /// <param name="id">The answer.</param>
    /// <param name="number">Which of its holders, from 1.</param>
    /// <param name="language">One of <see cref="ReportWords.Languages"/>; of another it is the first.</param>
    /// <param name="isHtml">Whether as a page of its own; else as text.</param>
    /// <param name="output">Where it is written.</param>
    /// <exception cref="AccessRefusedException">The user may not ask, or the answer is another user's or no longer kept.</exception>
    public void WriteReport(SelfServiceUser user, string id, int number, string language, bool isHtml, TextWriter output)
    {
        var answer = Find(user, id);
        var report = answer.Holders.ElementAtOrDefault(number - 1)?.Report
            ?? throw new AccessRefusedException(UserAction.AskAboutPerson);
        using var work = open();
        var words = new ReportWords(
            ReportWords.Languages.Contains(language) ? language : ReportWords.Languages[0],
            new GroupWords(work.Catalog, work.BuildingCatalog));
        if (isHtml)
        {
            PersonReportHtml.Write(output, report, words);
        }
        else
        {
            PersonReportText.Write(output, report, words);
        }
    }

    /// <summary>Begins to verify the chain, and comes back at once. One that the user has under way is the answer.</summary>
    /// <exception cref="AccessRefusedException">The user may not verify.</exception>
    public VerificationState BeginVerification(SelfServiceUser user)
    {
        Require(user, UserAction.VerifyAudit);
        Forget();
        if (verifications.Values.FirstOrDefault(each => each.User == user.Id && each.State.IsRunning).State is { } running)
        {
            return running;
        }

        var state = new VerificationState(NewId(), clock.GetUtcNow(), 0, OwnSteps, null, null);
        verifications[state.Id] = (user.Id, state);
        _ = Task.Run(() => Verify(user.Id, state, stopping.Token), CancellationToken.None);
        return state;
    }

    /// <summary>How far a verification has come, or its result.</summary>
    /// <exception cref="AccessRefusedException">The user may not verify, or it is another user's or no longer kept.</exception>
    public VerificationState FindVerification(SelfServiceUser user, string id)
    {
        Require(user, UserAction.VerifyAudit);
        return verifications.TryGetValue(id ?? "", out var found) && found.User == user.Id
            ? found.State
            : throw new AccessRefusedException(UserAction.VerifyAudit);
    }

    /// <summary>Stops what goes on.</summary>
    public void Dispose()
    {
        if (!stopping.IsCancellationRequested)
        {
            stopping.Cancel();
            stopping.Dispose();
        }
    }

    private void Verify(string user, VerificationState state, CancellationToken cancellation)
    {
        try
        {
            using var work = open();
            var ledger = work.LedgerIfAny;
            var manifests = (ledger?.List() ?? [])
                .Where(delivery => delivery is { Manifest: not null, OutboxCleared: null })
                .Select(delivery => ManifestOf(work.Configuration.Settings.OutboxPath, delivery))
                .Where(work.Disk.Files.File.Exists)
                .ToList();
            var verifier = work.Audit.Verify(LedgerWitness.Of(ledger));
            state = state with { Steps = OwnSteps + manifests.Count };
            foreach (var step in new Func<AuditVerifier>[] { () => verifier, verifier.Payloads, verifier.Ledger, verifier.Anchors }
                .Concat(manifests.Select(manifest => (Func<AuditVerifier>)(() => verifier.Manifest(manifest)))))
            {
                cancellation.ThrowIfCancellationRequested();
                _ = step();
                state = state with { Done = state.Done + 1 };
                verifications[state.Id] = (user, state);
            }

            state = state with { Result = verifier.Result };
        }
        catch (OperationCanceledException)
        {
            state = state with { Failure = "The service was stopped. Verify again." };
        }
        catch (MuutostietoException failure)
        {
            state = state with { Failure = failure.Message };
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            state = state with { Failure = failure.Message };
        }
        catch (Exception error)
        {
            // One that never ends would be the answer to all that follow. Its message could hold a value and is left out.
            state = state with { Failure = $"An error of the program itself ({error.GetType().Name}). Report it." };
        }

        verifications[state.Id] = (user, state);
    }

    private static string ManifestOf(string outbox, Delivery delivery) => Path.Combine(
        outbox, delivery.Permit, Path.GetFileNameWithoutExtension(delivery.Manifest!.Name), delivery.Manifest.Name);

    private static void Require(SelfServiceUser user, UserAction action)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Require(action);
    }

    private static void Check(string code, string reason)
    {
        var check = new FieldCheck();
        check.Text("code", code, LongestCode, required: true);
        check.Text("reason", reason, QuestionReason.Longest, required: true);
        if (check.Faults.Count == 0 && !QuestionReason.IsFit(reason))
        {
            check.Add("reason", FieldProblem.Malformed);
        }

        RefusedInputException.ThrowIfAny(check.Faults);
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private void Forget()
    {
        var since = clock.GetUtcNow() - Kept;
        foreach (var old in answers.Where(each => each.Value.At < since).Select(each => each.Key).ToList())
        {
            _ = answers.TryRemove(old, out _);
        }

        foreach (var old in verifications
            .Where(each => !each.Value.State.IsRunning && each.Value.State.Began < since)
            .Select(each => each.Key)
            .ToList())
        {
            _ = verifications.TryRemove(old, out _);
        }
    }
}
