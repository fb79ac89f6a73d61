using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Files;

namespace Muutostieto.SelfService.Tests.Residents;

/// <summary>Address labels of a list: whose, what is on them, and how they look.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class AddressLabelTests
{
    private ResidentScene scene = null!;

    [SetUp]
    public void MakeScene() => scene = new ResidentScene(hasRight: true);

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task Each_person_of_the_list_with_an_address_has_one_label_and_no_other_text_is_there()
    {
        for (var person = 1; person <= 30; person++)
        {
            _ = scene.Resident(surname: $"Öhman-Đurić{person}", firstNames: "Áŋŋá", motherTongue: "fi", street: $"Šilokuja{person}");
        }

        var pages = PdfText.Of(await LabelsAsync());

        Assert.That(pages.Select(page => page.Count), Is.EqualTo(new[] { 24 * 3, 6 * 3 }));
        Assert.That(
            pages.SelectMany(page => page).Chunk(3),
            Is.EquivalentTo(Enumerable.Range(1, 30).Select(person => new[]
            {
                $"Áŋŋá Öhman-Đurić{person}", $"Šilokuja{person} 7", scene.Register.Persons.Count == 30 ? TownOf(person) : "",
            })));

        string TownOf(int person)
        {
            var document = System.Text.Json.JsonDocument
                .Parse(scene.Register.Current(scene.Register.Persons[person - 1]).Document).RootElement;
            var code = document.GetProperty("ryhmat").EnumerateArray().First(group => group.GetProperty("ryhma").GetString() == "101")
                .GetProperty("postinumero").GetString();
            return $"{code} KAJAANI";
        }
    }

    [Test]
    public async Task A_masked_address_is_on_no_label_and_a_list_without_any_has_none()
    {
        var events = new LifeEvents(scene.Register);
        _ = scene.Resident(surname: "Näkyvä", motherTongue: "fi", postalCode: "87100", street: "Näkökuja");
        events.Protect(scene.Resident(surname: "Salattu", street: "Salakuja"));
        var texts = PdfText.Of(await LabelsAsync()).Single();
        Assert.That(texts, Is.EqualTo(new[] { "Aino Maria Näkyvä", "Näkökuja 7", "87100 KAJAANI" }));

        events.Die(scene.Register.Persons[0]);
        var pick = await scene.ListAsync(ResidentScene.All, ResidentScene.Addresses);
        Assert.That(
            () => scene.Service.OpenDownloadAsync(ResidentScene.User(), pick.Id, ListForm.Labels, CancellationToken.None),
            Throws.TypeOf<ListRefusedException>().With.Property("Refusal").EqualTo(ListRefusal.NoLabels));
    }

    [Test]
    public async Task Who_speaks_Swedish_has_the_Swedish_address_where_the_list_says_so()
    {
        _ = scene.Resident(surname: "Svensk", motherTongue: "sv", postalCode: "00002");
        var pick = await scene.ListAsync(ResidentScene.All);
        var texts = PdfText.Of(await scene.DownloadAsync(pick, ListForm.Labels)).Single();
        Assert.That((texts[1], texts[2]), Is.EqualTo(("Gatan1 väg 7", "00002 HELSINGFORS")));
        Assert.That(PdfText.Of(await LabelsAsync()).Single()[2], Is.EqualTo("00002 HELSINKI"), "this list does not say it");
    }

    [Test]
    public async Task A_task_without_addresses_has_no_labels()
    {
        _ = scene.Resident();
        var pick = await scene.ListAsync(ResidentScene.All, ResidentScene.Names);
        Assert.That(
            () => scene.Service.OpenDownloadAsync(ResidentScene.User(), pick.Id, ListForm.Labels, CancellationToken.None),
            Throws.TypeOf<ListRefusedException>().With.Property("Refusal").EqualTo(ListRefusal.NoSuchForm));
    }

    [Test]
    public void A_line_that_is_too_long_is_cut_to_the_label()
    {
        Assert.That(LabelFont.TryUse(new System.IO.Abstractions.FileSystem()), Is.True, "fonts-dejavu-core is needed");
        using var pdf = new MemoryStream();
        LabelSheet.Write([new AddressLabel(new string('W', 100), "Kuja 1", "87100 KAJAANI")], "t", pdf, CancellationToken.None);
        Assert.That(PdfText.Of(pdf.ToArray()).Single()[0], Has.Length.LessThan(40).And.EndsWith("…"));
    }

    [TestCase("", "")]
    [TestCase("Aino", "Aino")]
    [TestCase("O'Neil", "O'Neil")]
    [TestCase("=1+1", "'=1+1")]
    [TestCase("+358", "'+358")]
    [TestCase("-Viiva", "'-Viiva")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("  =1", "'  =1")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("＝1", "'＝1")]
    [TestCase("|cmd", "'|cmd")]
    public void A_value_that_could_become_a_formula_has_an_apostrophe_before_it(string value, string expected) =>
        Assert.That(SpreadsheetCsv.Inert(value), Is.EqualTo(expected));

    private async Task<byte[]> LabelsAsync() =>
        await scene.DownloadAsync(await scene.ListAsync(ResidentScene.All, ResidentScene.Addresses), ListForm.Labels);
}
