using System.Globalization;
using System.Text.RegularExpressions;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Cli.Tests.CommandLine;

/// <summary>Each kind of failure has the exit code that the documents say.</summary>
public sealed partial class ExitCodesTests
{
    private static readonly FailureKind[] Kinds = Enum.GetValues<FailureKind>();

    [Test]
    public void Every_kind_has_an_exit_code_of_its_own_and_every_exit_code_but_that_of_an_interrupt_a_kind() =>
        Assert.That(Kinds.Select(ExitCodes.Of).Append(ExitCode.Interrupted), Is.EquivalentTo(Enum.GetValues<ExitCode>()));

    [TestCase("docs/operations.md", "| code | meaning | remedy |")]
    [TestCase("README.md", "| exit code | meaning |")]
    public void The_documents_name_the_exit_codes_of_all_kinds_and_no_others(string document, string head)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));
        var table = text[text.IndexOf(head, StringComparison.Ordinal)..].Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|'));
        var codes = table.Select(line => int.Parse(Code().Match(line).Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.That(codes, Is.EquivalentTo(Kinds.Select(ExitCodes.NumberOf).Append((int)ExitCode.Interrupted)));
    }

    [TestCase(FailureKind.None, "done")]
    [TestCase(FailureKind.Fault, "error")]
    [TestCase(FailureKind.Usage, "configuration")]
    [TestCase(FailureKind.Partial, "some permits failed")]
    [TestCase(FailureKind.Transient, "try again later")]
    [TestCase(FailureKind.Overdue, "overdue")]
    [TestCase(FailureKind.Integrity, "integrity")]
    public void The_operations_guide_says_of_each_code_what_its_kind_means(FailureKind kind, string meaning)
    {
        var guide = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "operations.md"));
        Assert.That(
            guide.Where(line => line.StartsWith($"| {ExitCodes.NumberOf(kind)} |", StringComparison.Ordinal)),
            Has.Some.Contain(meaning));
    }

    [Test]
    public void What_is_written_for_other_programs_has_the_same_numbers() =>
        Assert.That(Kinds.Select(FailureNumber.Of), Is.EqualTo(Kinds.Select(ExitCodes.NumberOf)));

    [GeneratedRegex(@"^\| (\d+) \|")]
    private static partial Regex Code();
}
