using System.IO.Compression;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tests.Csv;

public sealed class CsvPackageWriterTests
{
    [TestCase("Korhonen", ";Korhonen;")]
    [TestCase("von Korhonen", ";von Korhonen;")]
    [TestCase(" Korhonen", ";\" Korhonen\";")]
    [TestCase("Korhonen ", ";\"Korhonen \";")]
    [TestCase("\tKorhonen", ";\"\tKorhonen\";")]
    [TestCase("Šimić ", ";\"Šimić \";")]
    [TestCase(" ", ";\" \";")]
    [TestCase("Kor;honen", ";\"Kor;honen\";")]
    [TestCase(" Kor\"honen", ";\" Kor\"\"honen\";")]
    public void A_value_is_in_quotes_where_it_would_be_lost_without(string name, string expected)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, "010190-900X");
        record.Set(record.Add(Layouts.Catalog.Newest("004")!, ChangeAttribute.Added), "sukunimi", name);
        using var package = new ZipArchive(new MemoryStream(Forms.Csv([record])));
        using var rows = new StreamReader(
            package.Entries.Single(entry => entry.FullName.StartsWith("004_", StringComparison.Ordinal)).Open());

        Assert.That(rows.ReadToEnd(), Does.Contain(expected));
    }
}
