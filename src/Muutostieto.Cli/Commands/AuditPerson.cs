using System.CommandLine;
using Muutostieto.Audit;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Hosting.Reports;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary>
/// <c>audit person</c>. The code that is asked for is never shown, logged or kept: only the register turns it into a person.
/// </summary>
internal static class AuditPerson
{
    internal static int Run(CommandContext context, ParseResult parsed, string given, string? reason, PersonReportOptions? report)
    {
        using var work = context.OpenToWrite(parsed);
        var code = (given == "-" ? context.Terminal.In.ReadLine() ?? "" : given).Trim().ToUpperInvariant();
        Check(reason);
        var ledger = work.LedgerIfAny;

        // Several persons may have had the code, and a current code may have been another person's before: the answer covers all of them.
        var persons = work.Register.EverHeldBy(code, work.Register.LatestKey());
        if (report is not null && persons.Count > 1)
        {
            persons = [HolderNow(work, persons, code)];
        }

        var login = Environment.GetEnvironmentVariable("SUDO_USER");
        var question = new AuditQuestion(
            Environment.UserName,
            string.IsNullOrEmpty(login) ? null : login,
            string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            persons.Count > 0);
        using var log = RunLog.Open(work, "audit person", console: null);
        var store = work.Audit;
        var heads = persons.Select(person => store.RecordQuestion(question, person)).ToList();
        if (persons.Count == 0)
        {
            heads.Add(store.RecordQuestion(question, null));
        }

        heads.ForEach(log.Asked);
        if (persons.Count == 0)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"no person in the register has or had this identity code. The question is entry {heads[0].Sequence} of the audit chain. "
                    + "Check that the code is whole and correct, its century sign too.");
        }

        var holders = persons.Select((person, at) => AuditedHolder.Of(work, ledger, person, at + 1, code, heads[at])).ToList();
        if (report is not null)
        {
            Write(context.Terminal.Out, work, ledger, holders[0], report);
        }
        else if (context.Options.Json(parsed))
        {
            AuditPersonJson.Write(context.Terminal.Out, holders);
        }
        else
        {
            holders.ForEach(holder => Show(context.Terminal.Out, holder, holders.Count));
        }

        var answer = holders[0].Answer;
        if (answer.Findings.Count > 0)
        {
            context.Terminal.Error.WriteLine(
                $"muutostieto: the answer may lack deliveries, for the audit is not whole: {answer.Findings[0]}. \"audit verify\" shows "
                    + "all of it.");
        }

        return (int)(answer.Findings.Count == 0 ? ExitCode.Done : ExitCode.Integrity);
    }

    /// <summary>A report is one person's. Who had the code before has another one now.</summary>
    private static long HolderNow(Installation work, IReadOnlyList<long> persons, string code)
    {
        var latest = work.Register.LatestKey();
        var now = persons.Where(person => work.Register.At(person, latest)?.IdentityCode == code).ToList();
        return now.Count == 1
            ? now[0]
            : throw new MuutostietoException(
                FailureKind.Usage,
                "several persons in the register have had this identity code, and none has it now: the report is of one person. Nothing "
                    + "was recorded or answered. Give the person's present identity code.");
    }

    private static void Write(
        TextWriter output, Installation work, ILedger? ledger, AuditedHolder holder, PersonReportOptions options)
    {
        var report = PersonReport.Of(holder.Answer, ledger?.List(), work.Configuration, holder.Question, work.Clock.GetUtcNow());
        var words = new ReportWords(options.Language, new GroupWords(work.Catalog, work.BuildingCatalog));
        if (options.IsHtml)
        {
            PersonReportHtml.Write(output, report, words);
        }
        else
        {
            PersonReportText.Write(output, report, words);
        }
    }

    private static void Check(string? reason)
    {
        if (reason is not null && !QuestionReason.IsFit(reason))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"--reason: expected were at most {QuestionReason.Longest} characters in one line without an identity code or another "
                    + "long number: "
                    + "it is kept in the chain for good. Nothing was recorded or answered.");
        }
    }

    private static void Show(TextWriter output, AuditedHolder holder, int holders)
    {
        var (head, answer, rows) = (holder.Question, holder.Answer, holder.Deliveries);
        if (holders > 1)
        {
            output.WriteLine($"Person {holder.Number} of {holders} who {(holder.HasItNow ? "has the code now" : "had the code before")}:");
        }

        output.WriteLine(
            rows.Count == 1 ? "1 delivery holds a record of this person." : $"{rows.Count} deliveries hold a record of this person.");
        foreach (var (disclosure, delivery) in rows)
        {
            var made = disclosure.Entry.Delivery!;
            output.WriteLine(
                $"  {made.Permit} {made.Kind} {Figures.Number(made.Number)}  {delivery?.State.WireName() ?? "not in the ledger"}, planned "
                    + $"{Figures.Time(made.Planned)}, "
                    + $"{(delivery is { Published: null } ? "not published, " : Time("published", delivery?.Published))}"
                    + $"{Time("received", delivery?.Received)}{Time("published again", delivery?.Redelivered)}"
                    + $"{Time("withdrawn", delivery?.Withdrawn)}"
                    + $"to {made.Recipient}{(made.Decision is null ? "" : $" by decision {made.Decision}")}");
            output.WriteLine(
                $"    {Purpose(made, delivery)}: "
                    + $"{string.Join(' ', disclosure.Groups)}{(disclosure.OfDuplicate ? " (as another registration of this person)" : "")}"
            );
        }

        if (answer.Answers.Count > 0)
        {
            output.WriteLine($"{Figures.Count(answer.Answers.Count, "answer")} of the interface held a record of this person.");
        }

        foreach (var one in answer.Answers)
        {
            Show(output, one);
        }

        if (answer.PurgedAnswers > 0)
        {
            output.WriteLine(
                $"{Figures.Count(answer.PurgedAnswers, "answer")} of the interface past their years: who was in them is no longer kept.");
        }

        if (answer.Purged > 0)
        {
            output.WriteLine($"{answer.Purged} deliveries are past their years: who was in them is no longer kept.");
        }

        output.WriteLine(
            $"Asked before: {answer.Questions.Count} times. This question is entry {head.Sequence} of the audit chain, {head.Hash}.");
    }

    private static void Show(TextWriter output, InterfaceDisclosure disclosure)
    {
        var answer = disclosure.Entry.Interface!;
        output.WriteLine(
            $"  {answer.Connection} {answer.Call}  {Figures.Time(disclosure.Entry.At)}, "
                + $"{(answer.From is { } from ? $"keys {from} to {answer.To}" : $"key {answer.To}")}, part {answer.Part}"
                + $"{Said("client", answer.Client)}{Said("id", answer.Id)}{Said("issue", answer.Issue)}{Said("user", disclosure.User)}");
        output.WriteLine(
            $"    {string.Join(' ', disclosure.Groups)}{(disclosure.OfDuplicate ? " (as another registration of this person)" : "")}");
    }

    /// <summary>The product, or what an order is for.</summary>
    private static string Purpose(AuditedDelivery made, Delivery? delivery) => AnsweredOrder.Of(made, delivery) is { } order
        ? $"order {order.Id}, for {order.Purpose}"
            + (order.EndCustomer is { } customer ? $" of {customer.Name} ({customer.BusinessId})" : "")
            + (order.Asker is { } asker
                ? $", by self-service{Said("user", asker.User)}{Said("task", asker.Task)}{Said("reference", asker.Reference)}"
                : "")
        : made.Product;

    private static string Said(string what, string? value) => value is null ? "" : $", {what} {value}";

    private static string Time(string what, DateTimeOffset? time) => time is { } at ? $"{what} {Figures.Time(at)}, " : "";
}
