using Muutostieto.Recipient.Checking;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Tests.Support;

/// <summary>Short ways to what a check says.</summary>
internal static class Checks
{
    internal static CheckReport Of(params string[] paths) => new FileChecker(Layouts.Catalog).Check(paths);

    internal static FileReport OfBytes(byte[] bytes, string name = "1_20261116TEST_001.MTT")
    {
        using var folder = new TemporaryFolder();
        return Of(folder.Write(name, bytes)).Files.Single();
    }

    internal static FileReport Of(params Record[] records) => OfBytes(Some.File(records));

    internal static FileReport OfText(string latin1) => OfBytes(System.Text.Encoding.Latin1.GetBytes(latin1));

    internal static string[] Faults(this FileReport report) => Kinds(report, Severity.Fault);

    internal static string[] Notes(this FileReport report) => Kinds(report, Severity.Note);

    private static string[] Kinds(FileReport report, Severity severity) =>
        [.. report.Findings.Where(finding => finding.Severity == severity).Select(finding => finding.Kind)];
}
