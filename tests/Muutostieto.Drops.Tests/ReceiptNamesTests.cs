namespace Muutostieto.Drops.Tests;

public sealed class ReceiptNamesTests
{
    private const string Stem = "38950_20260105KAIREK_001";
    private static readonly string[] Stems = ["38950_PT260105KAIREK_001", Stem, "a b"];

    [TestCase(".OK", ReceiptKind.Accepted)]
    [TestCase(".ok", ReceiptKind.Accepted)]
    [TestCase(".Ok", ReceiptKind.Accepted)]
    [TestCase(".OK.txt", ReceiptKind.Accepted)]
    [TestCase(".OK.TXT", ReceiptKind.Accepted)]
    [TestCase(".ok ", ReceiptKind.Accepted)]
    [TestCase(".json.OK", ReceiptKind.Accepted)]
    [TestCase(".MTT.ok.txt", ReceiptKind.Accepted)]
    [TestCase(".ERR", ReceiptKind.Refused)]
    [TestCase(".err", ReceiptKind.Refused)]
    [TestCase(".err.txt", ReceiptKind.Refused)]
    [TestCase(".csv.zip.ERR", ReceiptKind.Refused)]
    [TestCase(".OK (1)", ReceiptKind.Misnamed)]
    [TestCase(" - copy.OK", ReceiptKind.Misnamed)]
    [TestCase("_OK", ReceiptKind.Misnamed)]
    [TestCase(".OK.bak", ReceiptKind.Misnamed)]
    [TestCase(".err.log", ReceiptKind.Misnamed)]
    public void A_nearly_right_name_is_taken_or_named(string ending, ReceiptKind kind)
    {
        Assert.That(ReceiptNames.Among([Stem + ending], Stems), Is.EqualTo(new[] { (Stem, kind, Stem + ending) }));
        Assert.That(ReceiptNames.Among([Stem.ToLowerInvariant() + ending], Stems).Single().Stem, Is.EqualTo(Stem));
    }

    [TestCase(Stem + ".OK.part")]
    [TestCase(Stem + ".OK.filepart")]
    [TestCase(Stem + ".OK.tmp")]
    [TestCase(Stem + ".OK~")]
    [TestCase("." + Stem + ".OK")]
    [TestCase(Stem + ".MTT")]
    [TestCase(Stem + ".book")]
    [TestCase(Stem + "2.OK")]
    [TestCase("38950_20260105KAIREK_00.OK")]
    [TestCase("other.OK")]
    [TestCase(".OK")]
    [TestCase("OK")]
    [TestCase("")]
    public void An_unfinished_upload_and_other_files_are_no_receipts(string name) =>
        Assert.That(ReceiptNames.Among([name], Stems), Is.Empty);

    [Test]
    public void They_come_in_the_order_of_the_stems_the_exact_name_first_and_not_without_end()
    {
        var many = Enumerable
            .Range(0, 100)
            .Select(blanks => $"{Stem}.OK{new string(' ', blanks)}")
            .Append("a b.ok")
            .Append(Stem + ".ERR")
            .Reverse();

        var found = ReceiptNames.Among(many, ["a b", Stem]);

        Assert.That(found.Take(2).Select(of => of.Name), Is.EqualTo(new[] { "a b.ok", Stem + ".OK" }));
        Assert.That(found.Count(of => of.Kind == ReceiptKind.Accepted && of.Stem == Stem), Is.EqualTo(ReceiptNames.MostOfAKind));
        Assert.That(found[^1].Name, Is.EqualTo(Stem + ".ERR"));
    }
}
