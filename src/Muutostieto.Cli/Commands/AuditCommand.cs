using System.CommandLine;
using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Commands;

/// <summary><c>audit person | verify</c>: who received whose data, and the proof of it.</summary>
internal static class AuditCommand
{
    internal static Command Create(CommandContext context)
    {
        var code = new Argument<string>("HETU")
        {
            Description =
                "Present or former identity code; - reads it from standard input, as a command line can be seen by others of the machine",
        };
        var reason = new Option<string?>("--reason")
        {
            Description = "Reason for the question; kept in the audit chain. Do not name a person in it",
            HelpName = "TEXT",
        };
        var report = PersonReportOptions.NewReport();
        var language = PersonReportOptions.NewLanguage();
        var format = PersonReportOptions.NewFormat();
        var person = new Command(
            "person",
            "Show every delivery and answer of the interface that holds a record of a person: permit, product or order, groups, when. The "
                + "question itself is recorded before it is answered")
        {
            code,
            reason,
            report,
            language,
            format,
        };
        person.SetAction((parsed, _) => Task.FromResult(AuditPerson.Run(
            context,
            parsed,
            parsed.GetValue(code)!,
            parsed.GetValue(reason),
            PersonReportOptions.Of(
                parsed.GetValue(report), parsed.GetValue(language), parsed.GetValue(format), context.Options.Json(parsed)))));

        var manifests = new Argument<string[]>("MANIFEST")
        {
            Description = "Manifests to be compared too, as recipients have them",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var verify = new Command(
            "verify",
            "Prove the audit chain: each entry, each file of persons, and that ledger, manifests and anchors know the same entries")
        {
            manifests,
        };
        verify.SetAction((parsed, _) => Task.FromResult(AuditVerify.Run(context, parsed, parsed.GetValue(manifests) ?? [])));
        return new Command("audit", "Who received whose data") { person, verify };
    }
}
