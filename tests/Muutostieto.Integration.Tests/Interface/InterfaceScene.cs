using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Muutostieto.Integration.Tests.Service;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>
/// The program as a service with three connections over a register of a small municipality that has lived for some weeks: <c>mutpT1</c>
/// (Kainuu, right of 37 §), <c>mutpT1a</c> (Kainuu, no right), <c>mutpT1x</c> (list, order only). The password is <c>pwd</c>.
/// </summary>
internal sealed class InterfaceScene : IAsyncDisposable
{
    internal const string Prefix = "/r1/FI-TEST/GOV/0245437-2/VTJmutpa/VTJmutpa";

    private const string Hash = "$pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw$Xpf9VRj/eZ0gTkWvPMwYXW3n4OZxTbSD2s5ZNJoHyEg";
    private const string County = """{ "county": "20" }""";
    private readonly int port = FreePort();
    private readonly int pagePort = FreePort();

    internal ServeScene Service { get; } = new();

    /// <summary>Of the scene's database; null: it has files.</summary>
    internal DatabaseLogins? Logins { get; private set; }

    internal int Port => port;

    internal Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>Of the status page, where the scene has one.</summary>
    internal Uri Page => new($"http://127.0.0.1:{pagePort}");

    internal static async Task<InterfaceScene> StartAsync(
        int persons, int weeks, string settings = "", bool hasPage = false, PostgreSqlDatabase? database = null, string? replicas = null)
    {
        var scene = new InterfaceScene();
        var installation = scene.Service.TestInstallation;
        foreach (var permit in Directory.GetFiles(Path.Combine(installation.Config, "permits")))
        {
            File.Delete(permit);
        }

        scene.Permit("mutpT1", County, "true");
        scene.Permit("mutpT1a", County, "false");
        scene.Permit("mutpT1x", """{ "list": true }""", "\"order-only\"", """["FI/MUN/0245437-2/testi-client"]""");
        installation.WriteConfig(
            "appsettings.json",
            $$"""
            {
              "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } }, "StatusPage": { "port": {{(
                hasPage ? $"{scene.pagePort}" : "null"
            )}} },
              "Interface": { "port": {{scene.port}}{{settings}} }{{(database is null ? "" : scene.StoreIn(database, replicas))}}
            }
            """);
        if (database is not null)
        {
            (await scene.Service.RunAsync("store", "migrate")).AssertDone();
            (await scene.Service.RunAsync("store", "roles", "--apply")).AssertDone();
        }

        (await scene.Service.RunAsync("register", "create", "--municipality", "697", "--persons", $"{persons}")).AssertDone();
        if (weeks > 0)
        {
            (await scene.Service.RunAsync("register", "simulate", "--weeks", $"{weeks}", "--seed", "7")).AssertDone();
        }

        await scene.StartServiceAsync();
        return scene;
    }

    /// <summary>Starts the service, also again.</summary>
    internal async Task StartServiceAsync()
    {
        Service.Start(poll: 600);
        await Service.UntilSaidAsync($"Interface: http://127.0.0.1:{port}/api/v1/");
    }

    /// <summary>Writes a permit of a connection; the id is its user in small letters.</summary>
    internal void Permit(string user, string area, string right, string clients = """["*"]""", string? validTo = null) =>
        Service.TestInstallation.WriteConfig(
            $"permits/{user.ToLowerInvariant()}.json",
            $$"""
            {
              "id": "{{user.ToLowerInvariant()}}", "recipient": "testi", "decision": "DVV/0009/2026",
              "validFrom": "2026-01-01", "validTo": {{(validTo is null ? "null" : $"\"{validTo}\"")}},
              "customerNumber": "38950", "registerName": "{{user.ToUpperInvariant()}}", "area": {{area}},
              "product": "laajat", "nonDisclosureRight": {{right}},
              "interface": { "user": "{{user}}", "passwordHashes": ["{{Hash}}"], "clients": {{clients}} }
            }
            """);

    /// <summary>A client with the headers that eVaka sends.</summary>
    internal HttpClient NewClient(string? user = "mutpT1", string password = "pwd", string client = "FI/MUN/0245437-2/testi-client")
    {
        var made = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(180) };
        made.DefaultRequestHeaders.Add("X-Road-Client", client);
        made.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        made.DefaultRequestHeaders.Authorization = user is null ? null : Basic(user, password);
        return made;
    }

    internal static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>All changes since a key, page by page.</summary>
    internal static async Task<List<JsonElement>> ChangesAsync(HttpClient client, long key, string codes = "")
    {
        var pages = new List<JsonElement>();
        do
        {
            var page = await client.AskAsync("muutokset", $$"""{"viimeisinKirjausavain":{{key}}{{codes}}}""");
            pages.Add(page);
            key = page.GetProperty("viimeisinKirjausavain").GetInt64();
        }
        while (!pages[^1].GetProperty("ajanTasalla").GetBoolean());
        return pages;
    }

    /// <summary>A login for each part of the program; the replicas are reached by the interface's.</summary>
    private string StoreIn(PostgreSqlDatabase database, string? replicas)
    {
        Logins = new DatabaseLogins(database);
        var files = new[] { "register", "interface", "owner" }.Select(part => $", \"{part}ConnectionFile\": {FileOf(part)}");
        var hosts = $"Host={replicas};Database={database.Name};Username={Logins.NameOf("interface")}";
        var copies = replicas is null ? "" : $", \"replicaConnectionFile\": {Write("replicas", hosts)}";
        return $$""", "Store": { "connectionFile": {{FileOf("deliveries")}}{{string.Concat(files)}}{{copies}} }""";

        string FileOf(string part) => Write(part, Logins.ConnectionStringOf(part));

        string Write(string name, string connection)
        {
            var file = Service.TestInstallation.In(name);
            File.WriteAllText(file, connection);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return JsonSerializer.Serialize(file);
        }
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
