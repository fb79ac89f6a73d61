using System.Text;
using Muutostieto.Recipient.Tests.Support;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Loading;

/// <summary>What a delivery removes is gone from the database's file too: no free page keeps an address that an order covers.</summary>
public sealed class ErasedDataTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void An_address_that_was_removed_is_in_no_byte_of_the_file(bool byBase)
    {
        using var folder = new DeliveryFolder();
        var persons = Enumerable.Range(1, 200).Select(number => Full(number)).ToArray();
        persons[99] = Full(100).With("102", '1', "katu_fi=Piilopirtintie", "alkupv=20200101");
        folder.Base(persons);
        Assert.That(folder.Load().Refusal, Is.Null);
        Assert.That(Bytes(folder.Database), Does.Contain("Piilopirtintie").And.Contain("Kauppakatu 100"));

        if (byBase)
        {
            folder.Base([.. persons.Where((_, at) => at != 99)]);
        }
        else
        {
            folder.Changes(Change(100, "XCG").With("015", '1', "paattymispv=99990000").With("101", '3', "katu_fi=***", "huoneistonumero="));
        }

        Assert.That(folder.Load().Refusal, Is.Null);

        Assert.That(Bytes(folder.Database), Does.Not.Contain("Piilopirtintie").And.Not.Contain("Kauppakatu 100"));
    }

    private static string Bytes(string database) =>
        string.Concat(
            new[] { "", "-wal" }
                .Select(end => database + end)
                .Where(File.Exists)
                .Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
}
