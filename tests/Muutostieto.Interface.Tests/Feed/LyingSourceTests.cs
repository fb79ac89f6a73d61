using System.Net;
using System.Text;
using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>A source that contradicts itself, or says less than it should, ends no order and shows no one's home.</summary>
public sealed class LyingSourceTests
{
    private const string Person = "010190-900P";
    private const string Other = "020280-901W";
    private const string Until = "99990000";

    [TestCase(
        """
        {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"POISTETTU","turvakieltoAktiivinen":false,
         "voimassaolevatTiedot":[{"turvakieltoAktiivinen":true}]}
        """)]
    [TestCase(
        """
        {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"LISATTY","turvakieltoAktiivinen":true},
        {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"MUUTETTU","turvakieltoAktiivinen":false}
        """)]
    [TestCase("""{"tietoryhma":"TURVAKIELTO","muutosattribuutti":"KORJATTAVA","turvakieltoAktiivinen":true}""")]
    [TestCase("""{"tietoryhma":"TURVAKIELTO","muutosattribuutti":"PAATETTY","turvakieltoAktiivinen":false}""")]
    [TestCase("""{"tietoryhma":"TURVAKIELTO","turvakieltoAktiivinen":false}""")]
    [TestCase(
        """
        {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"MUUTETTU","turvakieltoAktiivinen":false},
        {"tietoryhma":"KOTIMAINEN_POSTIOSOITE","muutosattribuutti":"MUUTETTU","turvakiellonAlaisetKentat":["postiosoite"]}
        """)]
    public async Task An_order_that_the_same_element_lets_be_in_force_does_not_end(string groups)
    {
        using var source = new Scene();
        source.Base = Base(Home(Person, """,{"tietoryhma":"TURVAKIELTO","turvakieltoAktiivinen":true}"""));
        await source.LoadAsync().ConfigureAwait(false);
        source.Changes = Change(Person, groups);
        await source.RunAsync().ConfigureAwait(false);

        Assert.That(source.OrderOf(Person), Is.Not.Null);
    }

    [TestCase("""{"tietoryhma":"TURVAKIELTO","muutosattribuutti":"MUUTETTU","turvakieltoAktiivinen":false}""")]
    [TestCase("""{"tietoryhma":"TURVAKIELTO","muutosattribuutti":"POISTETTU"}""")]
    [TestCase(
        """
        {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"KORJATTAVA","turvakieltoAktiivinen":true},
        {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"KORJATTU","turvakieltoAktiivinen":false}
        """)]
    public async Task An_order_ends_by_the_source_s_word(string groups)
    {
        using var source = new Scene();
        source.Base = Base(Home(Person, """,{"tietoryhma":"TURVAKIELTO","turvakieltoAktiivinen":true}"""));
        await source.LoadAsync().ConfigureAwait(false);
        Assert.That(source.OrderOf(Person), Is.EqualTo(Until));
        source.Changes = Change(Person, groups);
        await source.RunAsync().ConfigureAwait(false);

        Assert.That(source.OrderOf(Person), Is.Null);
    }

    [Test]
    public async Task Base_data_that_say_there_is_no_order_make_none()
    {
        using var source = new Scene();
        source.Base = Base(Home(Person, """,{"tietoryhma":"TURVAKIELTO","turvakieltoAktiivinen":false}"""));
        await source.LoadAsync().ConfigureAwait(false);

        Assert.That(source.OrderOf(Person), Is.Null);
    }

    [Test]
    public async Task A_person_that_a_load_made_again_does_not_show_is_withheld()
    {
        using var source = new Scene();
        source.Base = Base(Home(Person), Home(Other));
        await source.LoadAsync().ConfigureAwait(false);
        source.Base = Base(Home(Other));
        await source.LoadAsync().ConfigureAwait(false);

        Assert.That((source.OrderOf(Person), source.OrderOf(Other)), Is.EqualTo((Until, (string?)null)));
    }

    [Test]
    public async Task A_person_on_a_list_that_a_load_made_again_does_not_show_is_withheld()
    {
        using var source = new Scene(isList: true);
        source.Base = Base(Home(Person), Home(Other));
        await source.LoadAsync().ConfigureAwait(false);
        source.Base = Base(Home(Other));
        await source.LoadAsync().ConfigureAwait(false);

        Assert.That((source.OrderOf(Person), source.OrderOf(Other)), Is.EqualTo((Until, (string?)null)));
    }

    [TestCase("""{"tietoryhma":"HENKILON_NIMI","muutosattribuutti":"LISATTY","sukunimi":"\ud800"}""")]
    [TestCase("""{"tietoryhma":"\ud800","muutosattribuutti":"LISATTY"}""")]
    public async Task Half_a_character_is_a_fault_with_its_place(string groups)
    {
        using var source = new Scene();
        source.Base = Base(Home(Person));
        await source.LoadAsync().ConfigureAwait(false);
        source.Changes = Change(Person, groups);

        Assert.That(
            source.RunAsync,
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Fault)
                .And.Message.Contains("muutokset[0]").And.Message.Not.Contains(Person));
    }

    [Test]
    public async Task A_change_with_an_unknown_word_is_kept_as_it_came()
    {
        using var source = new Scene();
        source.Base = Base(Home(Person));
        await source.LoadAsync().ConfigureAwait(false);
        source.Changes = Change(Person, """{"tietoryhma":"HENKILON_NIMI","muutosattribuutti":"SIIRRETTY","sukunimi":"Aho"}""");
        var report = await source.RunAsync().ConfigureAwait(false);

        Assert.That(report.Kept.Keys, Is.EqualTo(new[] { "HENKILON_NIMI" }));
    }

    [TestCase("010190-900P Aalto")]
    [TestCase("""AALTO\nFAULT""")]
    public async Task A_name_that_is_no_name_of_a_group_is_not_shown(string name)
    {
        using var source = new Scene();
        source.Base = Base(Home(Person));
        await source.LoadAsync().ConfigureAwait(false);
        source.Changes = Change(Person, $$"""{"tietoryhma":"{{name}}","muutosattribuutti":"LISATTY"}""");
        var report = await source.RunAsync().ConfigureAwait(false);

        Assert.That(report.Kept.Keys, Is.EqualTo(new[] { "?" }));
    }

    private static string Base(params string[] persons) =>
        $$"""{"perustiedot":[{{string.Join(',', persons)}}],"ajanTasalla":true,"poimintapv":"2026-03-01"}""";

    private static string Home(string code, string more = "") =>
        $$"""
        {"henkilotunnus":"{{code}}","tietoryhmat":[
         {"tietoryhma":"HENKILON_NIMI","sukunimi":"Aalto","etunimi":"Aino"},
         {"tietoryhma":"KOTIKUNTA","kuntakoodi":"205"},
         {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","katunimi":{"fi":"Kotikatu"},"katunumero":"1","postinumero":"87100"}{{more}}]}
        """;

    private static string Change(string code, string groups) =>
        $$"""
        {"viimeisinKirjausavain":2,"ajanTasalla":true,"muutokset":[
         {"henkilotunnus":"{{code}}","muutospv":"2026-03-02T22:00:00.000Z","tietoryhmat":[{{groups}}]}]}
        """;

    private sealed class Scene : HttpMessageHandler
    {
        private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
        private readonly FeedSource source;

        internal Scene(bool isList = false)
        {
            source = new FeedSource
            {
                Url = new Uri("http://127.0.0.1/api/v1"),
                User = "test",
                Password = "pwd",
                Scope = isList ? FeedScope.List : new FeedScope(["205"]),
                Retries = 1,
                RetryDelay = TimeSpan.FromMilliseconds(1),
                PersonsOfCall = 1000,
            };
            using var loader = SqliteRegister.Create(Register, new RegisterOrigin(RegisterKind.Synthetic, "fed"), TimeProvider.System);
            loader.Complete();
            using var writer = SqliteRegister.OpenWrite(Register);
            using var transaction = writer.Begin();
            _ = transaction.Source.AddCode(Person);
            _ = transaction.Source.AddCode(Other);
            transaction.Commit();
        }

        internal string Base { get; set; } = "";

        internal string Changes { get; set; } = "";

        private string Register => Path.Combine(folder, "register.db");

        internal Task<FeedReport> LoadAsync() => WithAsync(run => run.LoadAsync(again: true, CancellationToken.None));

        internal Task<FeedReport> RunAsync() => WithAsync(run => run.RunAsync(CancellationToken.None));

        internal string? OrderOf(string code)
        {
            using var register = SqliteRegister.OpenRead(Register);
            return register.Find(code, register.LatestKey())!.NonDisclosureEnd;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = request.RequestUri!.Segments[^1] switch
            {
                "muutokset" => Changes,
                "perustiedot" or "perustiedot-vko" => Base,
                _ => """{"viimeisinKirjausavain":1}""",
            };
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8) });
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        private async Task<FeedReport> WithAsync(Func<FeedRun, Task<FeedReport>> use)
        {
            using var client = new SourceClient(source, this, null, ownsHandler: false);
            using var register = SqliteRegister.OpenRead(Register);
            var run = new FeedRun(
                source, client, Mapped.Catalog, register, () => SqliteRegister.OpenWrite(Register), TimeProvider.System);
            return await use(run).ConfigureAwait(false);
        }
    }
}
