using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>What an interface gives, to its place in the lines of a delivery.</summary>
public sealed class FeedDeliveryTests
{
    private const string Code = "010568-998D";
    private static readonly string[] Area = ["091", "287", "205"];

    /// <summary>Genuine objects, and the groups of the line in which their values are found again: code, attribute, fields.</summary>
    private static readonly Dictionary<string, string[]> Lines = new()
    {
        ["perustieto"] =
        [
            "0031 2",
            "0041 Aslan Tes|Mathilda Helena Sophie|20190508|",
            "0051 Martha Helena Beate-Sophie|06||20190508|",
            "0051 Kajander|07||19921124|",
            "4231 Beate|09|20090429|20130306|",
            "4231 Sophie|09|20130306|20190510|",
            "4231 Helena|04|20190510|",
            "0081 091",
            "9031 2",
            "9011 19580130",
            "1011 Öljymäki|Oljebacka|11|C|003||00780|19860602|",
            "2041 091|20190504",
            "9131 049|19940101|19960321",
            "9131 091|19960322|20010708",
            "9131 200|20010709|20121027",
            "9131 049|20121028|20190503",
            "4211 11|helena@miukumauku.fi|19860602|",
            "9091 900000759J|1|C|003||091|19860602|",
            "1031 Kaljamäki 12 B 4|Ölbacka 12 B 4|00100|19860602|",
            "0021 fi",
            "0071 123|",
            "0071 456|",
            "9061 EI_USKONTOKUNTAA",
        ],
        ["perustietoTurvakielto"] =
        [
            "0151 99990000",
            "0031 2",
            "0041 Aslan Tes|Mathilda Helena Sophie|20190508|",
            "0081 091",
            "9031 2",
            "9011 19580130",
            "2041 091|20190504",
            "9131 123|20150312|20190503",
            "0021 fi",
            "0071 fi|",
            "0071 sv|",
            "4231 Helena|04|20190510|",
        ],
        ["muutostietoEtunimenmuutos"] =
        [
            "0043 Aslan Tes|Mathilda Helena Sophie|20190508|",
            "0051 Mathilda Helena Sophie|02|20190508|",
            "0053 Martha Helena Beate-Sophie|06||20190508|",
        ],
        ["muutostietoHenkilotunnusmuutos"] =
        [
            "0011 010869-9983|1",
            "0013 010568-998D|2",
            "0040 Länsman Tes|Pekka Matias|",
            "9013 19690801",
        ],
        ["muutostietoKansalaisuudenLisaysJaPassivointi"] =
        [
            "0071 246|1|20201201|",
            "0073 152|2||20201201",
        ],
        ["muutostietoKunnastaToiseenMuutto"] =
        [
            "1011 Gabriella|Gabriella|6a-6b|A|002|a|64370|20190627|",
            "1013 Lauttasaarentie|Drumsövägen|32|A|004||00200|20040501|20190626",
            "2041 287|20190627",
            "9133 091|20040501|20190626",
            "9091 9000001596|4|A|002|a|287|20190627|",
            "9093 900000046J|1|A|004||091|20040501|20190626",
        ],
        ["muutostietoKuolema"] =
        [
            "0131 20190606",
        ],
        ["muutostietoTurvakielto"] =
        [
            "0151 99990000",
        ],
        ["muutostietoTurvakieltoPois"] =
        [
            "0154 20190626",
        ],
    };

    private static IEnumerable<string> Samples => Lines.Keys;

    [TestCaseSource(nameof(Samples))]
    public async Task Each_value_of_a_genuine_object_is_in_the_line(string sample)
    {
        using var scene = new FeedScene(new FeedScope(Area));
        var isBase = !sample.StartsWith("muutos", StringComparison.Ordinal);
        scene.Persons[Code] = Sample(isBase ? sample : "perustieto");
        _ = await scene.LoadAsync().ConfigureAwait(false);
        if (sample.EndsWith("Pois", StringComparison.Ordinal))
        {
            _ = await scene.RunAsync(Page(11, "muutostietoTurvakielto")).ConfigureAwait(false);
        }

        var (from, lines, manifest) = Deliver(scene, null);
        if (!isBase)
        {
            _ = await scene.RunAsync(Page(12, sample)).ConfigureAwait(false);
            (_, lines, manifest) = Deliver(scene, from);
        }

        Assert.Multiple(() =>
        {
            foreach (var expected in Lines[sample])
            {
                Assert.That(lines, Has.Some.StartsWith(expected), string.Join(Environment.NewLine, lines));
            }

            Assert.That(manifest.Delivery.Window?.SourceTo, Is.EqualTo(scene.Register.Source()?.Key));
        });
    }

    private static (long To, List<string> Lines, Manifest Manifest) Deliver(FeedScene scene, long? from)
    {
        var terms = Some.Terms with { Municipalities = Area, NonDisclosureRight = NonDisclosureRight.Section37, Formats = ["fixed"] };
        var to = scene.Register.LatestKey().Value;
        var context = Some.Context with
        {
            Terms = terms,
            Kind = from is null ? DeliveryKind.Base : DeliveryKind.Changes,
            From = from,
            To = to,
            ChainBase = from ?? to,
            AreaBefore = Area,
        };
        var folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
        try
        {
            _ = from is null
                ? new BaseComposer(scene.Register, Layouts.Catalog, NoDisk.Instance).Compose(context, folder, null, CancellationToken.None)
                : new ChangeComposer(scene.Register, Layouts.Catalog, NoDisk.Instance)
                    .Compose(context, folder, null, CancellationToken.None);
            using var manifest = File.OpenRead(Directory.GetFiles(folder, "*.json").Single());
            return (
                to,
                [.. new MemoryRecipient(fromCsv: false).Records(folder).SelectMany(MemoryRecipient.Groups)],
                Manifest.Read(manifest)!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Page(long key, string sample) => FeedScene.Page(key, FeedScene.Element(Code, Sample(sample)));

    private static string Sample(string name)
    {
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_SAMPLES") is not { } folder)
        {
            Assert.Ignore("MUUTOSTIETO_SAMPLES names no folder.");
            return "";
        }

        return File.ReadAllText(Path.Combine(folder, name + ".json")).Trim()[1..^1];
    }
}
