using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Muutostieto.Integration.Tests.Service;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.TestProvider;

namespace Muutostieto.Integration.Tests.Browser;

/// <summary>The real service with its self-service, and a real provider of logins beside it, for flows in Chromium.</summary>
internal sealed class SelfServiceScene : IAsyncDisposable
{
    private readonly int port = FreePort();
    private readonly string pictures;

    private SelfServiceScene(ProviderApplication provider, string pictures) => (Provider, this.pictures) = (provider, pictures);

    /// <summary>The service as a process.</summary>
    internal ServeScene Service { get; } = new();

    internal ProviderApplication Provider { get; }

    /// <summary>The folder for files that a flow downloads.</summary>
    internal string Downloads => Service.TestInstallation.In("downloads");

    /// <summary>Where browsers find it.</summary>
    internal Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>Sets the scene; nothing is started but the provider.</summary>
    internal static async Task<SelfServiceScene> SetAsync()
    {
        var pictures = Environment.GetEnvironmentVariable("MUUTOSTIETO_PICTURES") is { Length: > 0 } folder
            ? folder
            : Directory.CreateTempSubdirectory("pictures").FullName;
        Directory.CreateDirectory(pictures);
        var scene = new SelfServiceScene(await ProviderApplication.StartAsync(), pictures);
        scene.WriteSettings();
        return scene;
    }

    /// <summary>Starts the service and waits until browsers can come.</summary>
    internal async Task StartAsync()
    {
        Service.Start();
        await Service.UntilSaidAsync($"Self-service: http://127.0.0.1:{port}/");
    }

    /// <summary>Runs a flow of <c>tests/browser/flows</c> and asserts that nothing is wrong with any of its pages.</summary>
    /// <param name="flow">Its name, without ending.</param>
    /// <param name="more">Further arguments, <c>visit.given</c> in the flow.</param>
    /// <returns>The titles of the pages that it looked at, by their pictures.</returns>
    internal async Task<IReadOnlyDictionary<string, string>> RunAsync(string flow, params (string Name, string Value)[] more)
    {
        var browser = Repository.File("tests", "browser");
        Assert.That(
            Path.Combine(browser, "node_modules", "axe-core"),
            Does.Exist,
            "axe-core is missing. Run the tests with \"bash tests/run.sh\", which installs what they need.");
        var given = new Dictionary<string, string>
        {
            ["provider"] = Provider.Authority.AbsoluteUri,
            ["code"] = ProviderApplication.Code,
            ["downloads"] = Downloads,
        };
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_PICTURES") is { Length: > 0 })
        {
            // Someone wants to look at them.
            given["all"] = "yes";
        }

        foreach (var (name, value) in more)
        {
            given[name] = value;
        }

        var output = await Programs.RunAsync(
            "node",
            browser,
            Path.Combine(browser, "flow.mjs"),
            Programs.Find("chromium"),
            Address.AbsoluteUri.TrimEnd('/'),
            pictures,
            Path.Combine(browser, "flows", flow + ".mjs"),
            JsonSerializer.Serialize(given));
        var seen = JsonDocument.Parse(output).RootElement;
        var pages = seen.GetProperty("pages").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.GetProperty("failure").GetString(), Is.Null);
            Assert.That(seen.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()), Is.Empty);
            foreach (var page in pages)
            {
                Assert.That(
                    page.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()),
                    Is.Empty,
                    page.GetProperty("picture").GetString());
            }
        }

        GuidePictures.Check(flow, pictures, [.. pages.Select(page => page.GetProperty("picture").GetString()!)]);
        return pages.DistinctBy(page => page.GetProperty("picture").GetString())
            .ToDictionary(page => page.GetProperty("picture").GetString()!, page => page.GetProperty("title").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Provider.DisposeAsync();
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_PICTURES") is null or "")
        {
            Directory.Delete(pictures, recursive: true);
        }
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>No status page and no interface, whose ports other tests may have.</summary>
    private void WriteSettings()
    {
        var installation = Service.TestInstallation;
        Directory.CreateDirectory(installation.Data);
        var secret = Path.Combine(installation.Data, "client-secret");
        File.WriteAllText(secret, ProviderApplication.ClientSecret + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(installation.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        installation.WriteConfig(
            "appsettings.json",
            $$"""
            {
              "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } }, "StatusPage": { "port": null },
              "SelfService": {
                "port": {{port}},
                "login": {
                  "authority": "{{Provider.Authority}}", "clientId": "{{ProviderApplication.ClientId}}", "clientSecretFile": "client-secret",
                  "acr": ["{{ProviderApplication.TwoSteps}}"],
                  "roles": {
                    "municipality": ["municipality"], "customer": ["customer"], "operator": ["operator"], "auditor": ["auditor"]
                  }
                }
              }
            }
            """);
    }
}
