using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>What an installation's ledger and drop must look like.</summary>
internal static class DeliveryAssertions
{
    /// <summary>The hashes of the only delivery, which is number 1 and in this state, by file; null when the ledger has none.</summary>
    public static async Task<Dictionary<string, string>?> FilesOfOnlyDeliveryAsync(this TestInstallation installation, string state)
    {
        var ledger = (await installation.RunAsync("deliveries", "list", "--json")).AssertDone().Json;
        if (ledger.GetArrayLength() == 0)
        {
            return null;
        }

        Assert.That(ledger.GetArrayLength(), Is.EqualTo(1));
        Assert.That(ledger[0].GetProperty("number").GetInt32(), Is.EqualTo(1));
        Assert.That(ledger[0].GetProperty("state").GetString(), Is.EqualTo(state));
        return ledger[0]
            .GetProperty("files")
            .EnumerateArray()
            .ToDictionary(file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString()!);
    }

    /// <summary>
    /// The next run publishes the one delivery, whole and with nothing beside it, and the one after that has nothing to do.
    /// </summary>
    public static async Task AssertCarriesOnAsync(
        this TestInstallation installation,
        string download,
        IReadOnlyDictionary<string, string>? expected = null)
    {
        (await installation.RunAsync("batch")).AssertDone();
        var files = await installation.FilesOfOnlyDeliveryAsync("published");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(files, Is.Not.Null);
            Assert.That(TestInstallation.Contents(download), Is.EqualTo(files));
            if (expected is not null)
            {
                Assert.That(files, Is.EquivalentTo(expected));
            }
        }

        Assert.That((await installation.RunAsync("batch")).AssertDone().Output.Trim(), Is.EqualTo("Nothing is due."));
    }
}
