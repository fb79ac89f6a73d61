using System.Net;
using System.Text;
using System.Text.Json;
using Muutostieto.Interface.Feed;
using Muutostieto.Records;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Interface.Tests.Support;

/// <summary>A register and a source whose answers the test writes.</summary>
internal sealed class FeedScene : IDisposable
{
    internal const string Aino = "010190-900P";
    internal const string Eero = "010190-901R";
    internal const string Other = "010190-902S";

    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly Answers answers = new();
    private readonly SetClock clock = new(new DateTimeOffset(2026, 6, 8, 9, 0, 0, TimeSpan.Zero));

    internal FeedScene(FeedScope? scope = null)
    {
        Path = System.IO.Path.Combine(folder, "register.db");
        using (var loader = SqliteRegister.Create(Path, new RegisterOrigin(RegisterKind.Synthetic), TimeProvider.System))
        {
            loader.Complete();
        }

        Register = SqliteRegister.OpenRead(Path);
        Source = new FeedSource
        {
            Url = new Uri("http://localhost/api/v1"),
            User = "kainuu",
            Password = "pwd",
            Scope = scope ?? new FeedScope(["205"]),
            Retries = 1,
            RetryDelay = TimeSpan.FromMilliseconds(1),
        };
    }

    internal string Path { get; }

    internal IRegister Register { get; }

    internal FeedSource Source { get; set; }

    /// <summary>What the source shows of each code: the groups of an element of base data.</summary>
    internal Dictionary<string, string> Persons => answers.Persons;

    /// <summary>The pages of changes that come next; then there are none.</summary>
    internal Queue<string> Pages => answers.Pages;

    /// <summary>The bodies of all calls.</summary>
    internal List<string> Calls => answers.Calls;

    /// <summary>The newest key that the source says it has given; null: that of the last page.</summary>
    internal long? Newest { set => answers.Newest = value; }

    /// <summary>Takes place before the register's write side is opened.</summary>
    internal Action BeforeWriting { get; set; } = () => { };

    /// <summary>What a run tells while it goes on.</summary>
    internal List<FeedReport> Progress { get; } = [];

    internal static string Element(string code, string groups) =>
        $$"""{"henkilotunnus":"{{code}}","muutospv":"2026-06-07T21:00:00.000Z","tietoryhmat":[{{groups}}]}""";

    internal static string Page(long key, params string[] elements) => Page(key, isLast: true, elements);

    internal static string Page(long key, bool isLast, params string[] elements) => $$"""
        {"viimeisinKirjausavain":{{key}},"muutokset":[{{string.Join(',', elements)}}],"ajanTasalla":{{(isLast ? "true" : "false")}}}
        """;

    /// <summary>The groups of a resident of 205, and others.</summary>
    internal static string Resident(string name, params string[] others) => string.Join(',', [
        $$"""{"tietoryhma":"HENKILON_NIMI","etunimi":"{{name}}","sukunimi":"Koe"}""",
        """{"tietoryhma":"KOTIKUNTA","kuntakoodi":"205","kuntaanMuuttopv":{"arvo":"2020-01-01","tarkkuus":"PAIVA"}}""",
        .. others,
    ]);

    /// <summary>A change of a person's name.</summary>
    internal static string Name(string name) =>
        $$"""{"tietoryhma":"HENKILON_NIMI","muutosattribuutti":"MUUTETTU","etunimi":"{{name}}","sukunimi":"Koe"}""";

    /// <summary>Two residents, <see cref="Aino"/> and <see cref="Eero"/>, in a register that has been loaded.</summary>
    internal static async Task<FeedScene> LoadedAsync(FeedScope? scope = null)
    {
        var scene = new FeedScene(scope);
        scene.Persons[Aino] = Resident("Aino");
        scene.Persons[Eero] = Resident("Eero");
        if (scope?.IsList == true)
        {
            scene.List(Aino, Eero);
        }

        _ = await scene.LoadAsync().ConfigureAwait(false);
        return scene;
    }

    /// <summary>How a call fails.</summary>
    internal static async Task<MuutostietoException> FailureAsync(Func<Task> call) =>
        (await Assert.ThrowsAsync<MuutostietoException>(() => call()).ConfigureAwait(false))!;

    internal Task<FeedReport> LoadAsync(bool again = false) => WithAsync(run => run.LoadAsync(again, CancellationToken.None));

    internal Task<FeedReport> RunAsync(params string[] pages) => RunAsync(CancellationToken.None, pages);

    internal Task<FeedReport> RunAsync(CancellationToken cancellation, params string[] pages)
    {
        foreach (var page in pages)
        {
            Pages.Enqueue(page);
        }

        return WithAsync(run => run.RunAsync(cancellation));
    }

    internal Task<FeedVerification> VerifyAsync(bool repairs, int? sample = null) =>
        WithAsync(run => run.VerifyAsync(sample, repairs, CancellationToken.None));

    /// <summary>Adds codes to the list.</summary>
    internal void List(params string[] codes)
    {
        using var writer = SqliteRegister.OpenWrite(Path);
        using var transaction = writer.Begin();
        foreach (var code in codes)
        {
            transaction.Source.AddCode(code);
        }

        transaction.Commit();
    }

    /// <summary>Takes codes off the list.</summary>
    internal int Unlist(params string[] codes) =>
        new FeedList(Register, () => SqliteRegister.OpenWrite(Path), Layouts.Catalog, clock)
            .Change([.. codes.Select(code => (code, false))]);

    internal PersonVersion? Find(string code) => Register.Find(code, Register.LatestKey());

    /// <summary>The texts of a field of a person, of each group that has it.</summary>
    internal IReadOnlyList<string> Texts(string code, string group, string field)
    {
        var record = new Record();
        new JsonRecordReader(Layouts.Catalog).Read(Find(code)!.Document.Span, record);
        return [.. Enumerable.Range(0, record.GroupCount).Where(at => record.Spec(at).Code == group).Select(at => record.Text(at, field))];
    }

    public void Dispose()
    {
        Register.Dispose();
        answers.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<T> WithAsync<T>(Func<FeedRun, Task<T>> run)
    {
        using var client = new SourceClient(Source, answers, null, ownsHandler: false);
        return await run(new FeedRun(Source, client, Mapped.Catalog, Register, Open, clock) { OnProgress = Progress.Add })
            .ConfigureAwait(false);
    }

    private IRegisterWriter Open()
    {
        BeforeWriting();
        return SqliteRegister.OpenWrite(Path);
    }

    private sealed class Answers : HttpMessageHandler
    {
        private long key = 10;

        internal Dictionary<string, string> Persons { get; } = new(StringComparer.Ordinal);

        internal Queue<string> Pages { get; } = [];

        internal List<string> Calls { get; } = [];

        internal long? Newest { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is { } content
                ? await content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)
                : "";
            var call = request.RequestUri!.Segments[^1];
            Calls.Add($"{call} {body}");
            var answer = call switch
            {
                "muutokset" => Changes(),
                "perustiedot" => $$"""{"perustiedot":[{{Base(Asked(body))}}],"ajanTasalla":true}""",
                "perustiedot-vko" => $$"""{"perustiedot":[{{Base(Persons.Keys)}}],"poimintapv":"2026-06-07"}""",
                _ => $$"""{"viimeisinKirjausavain":{{Newest ?? key}}}""",
            };
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8) };
        }

        private string Changes()
        {
            if (!Pages.TryDequeue(out var page))
            {
                return Page(key);
            }

            using var json = JsonDocument.Parse(page);
            key = json.RootElement.TryGetProperty("viimeisinKirjausavain", out var value)
                && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var next)
                ? next
                : key;
            return page;
        }

        private string Base(IEnumerable<string> codes) =>
            string.Join(',', codes.Where(Persons.ContainsKey).Select(code => Element(code, Persons[code])));

        private static List<string> Asked(string body)
        {
            using var json = JsonDocument.Parse(body);
            return [.. json.RootElement.GetProperty("hetulista").EnumerateArray().Select(code => code.GetString()!)];
        }
    }
}
