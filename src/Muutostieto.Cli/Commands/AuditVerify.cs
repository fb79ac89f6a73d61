using System.CommandLine;
using Muutostieto.Audit;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>audit verify</c>.</summary>
internal static class AuditVerify
{
    internal static int Run(CommandContext context, ParseResult parsed, IReadOnlyList<string> manifests)
    {
        using var work = context.Open(parsed);
        if (manifests.FirstOrDefault(path => !work.Disk.Files.File.Exists(path)) is { } missing)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{missing}: there is no such file; expected a delivery's manifest, <stem>.json.");
        }

        var settings = work.Configuration.Settings;

        // The manifests of deliveries that are made while the chain is read are not looked at.
        var deliveries = work.LedgerIfAny?.List() ?? [];
        var verifier = work.Audit.Verify(LedgerWitness.Of(work.LedgerIfAny));
        var own = deliveries
            .Where(delivery => delivery is { Manifest: not null, OutboxCleared: null })
            .Select(delivery => ManifestOf(settings.OutboxPath, delivery))
            .Where(work.Disk.Files.File.Exists);
        var result = own.Concat(manifests).Aggregate(verifier.Payloads().Ledger().Anchors(), (so, path) => so.Manifest(path)).Result;
        if (context.Options.Json(parsed))
        {
            WriteJson(context.Terminal.Out, result);
        }
        else
        {
            Show(context.Terminal, result);
        }

        return (int)(result.Findings.Count == 0 ? ExitCode.Done : ExitCode.Integrity);
    }

    private static string ManifestOf(string outbox, Delivery delivery) =>
        Path.Combine(outbox, delivery.Permit, Path.GetFileNameWithoutExtension(delivery.Manifest!.Name), delivery.Manifest.Name);

    private static void Show(Terminal terminal, AuditVerification result)
    {
        foreach (var note in result.Notes)
        {
            terminal.Error.WriteLine(note);
        }

        foreach (var finding in result.Findings)
        {
            terminal.Out.WriteLine(finding);
        }

        var what =
            $"{Figures.Count(result.Head?.Sequence ?? 0, "entry", "entries")}, {Figures.Count(result.Payloads, "file")} of persons, "
                + $"{Figures.Count(result.Purged)} purged, "
            + $"compared with {Figures.Count(result.Compared, "head")} in ledger, manifests and anchors";
        if (result.Findings.Count > 0)
        {
            terminal.Error.WriteLine(
                $"muutostieto: the audit chain is not proved: {Figures.Count(result.Findings.Count, "finding")} ({what}). "
                    + "Keep a copy of audit and ledger, and restore from a backup what was changed.");
        }
        else
        {
            terminal.Out.WriteLine(result.Head is { } head ? $"Proved: {what}. Head: {head.Hash}" : "Proved: there is no entry yet.");
        }
    }

    private static void WriteJson(TextWriter output, AuditVerification result) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("proved", result.Findings.Count == 0);
        writer.WriteNumber("entries", result.Head?.Sequence ?? 0);
        writer.WriteString("head", result.Head?.Hash);
        writer.WriteNumber("payloads", result.Payloads);
        writer.WriteNumber("purged", result.Purged);
        writer.WriteNumber("compared", result.Compared);
        AuditFindingsJson.Write(writer, result.Findings);
        writer.WriteStartArray("notes");
        foreach (var note in result.Notes)
        {
            writer.WriteStringValue(note);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
