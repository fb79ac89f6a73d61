using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Pricing;
using Muutostieto.Drops;
using Muutostieto.Records.Files;
using Muutostieto.Register.Nightly;

namespace Muutostieto.Hosting.Settings;

internal sealed class SettingsLoader(IFileSystem files, string dataDirectory, FaultCollector faults)
{
    private static readonly string[] Environments = ["demo", "production"];
    private static readonly string[] Refusals = ["unreadable", "faults"];

    public ServiceSettings? Load(string file, IReadOnlyDictionary<string, string> environment)
    {
        var json = PositionedJson.ReadFile(files, file, faults);
        if (json is null)
        {
            return null;
        }

        var reader = SectionReader.Open(EnvironmentOverrides.Apply(json, environment), ConfigurationKeys.AppSettings, faults);
        if (reader is null)
        {
            return null;
        }

        var kind = reader.Word("Environment", Environments);
        var register = reader.Section("Register", ConfigurationKeys.Register, required: false);
        var nonDisclosure = reader.Section("NonDisclosure", ConfigurationKeys.NonDisclosure, required: false);
        var audit = reader.Section("Audit", ConfigurationKeys.Audit, required: false);
        var settings = new ServiceSettings
        {
            Environment = kind == "production" ? RunEnvironment.Production : RunEnvironment.Demo,
            DataDirectory = Path.GetFullPath(dataDirectory),
            RegisterPath = PathOf(register, "path", "register.db"),
            FeedQuietDays = register?.Number("quietDays", 1, 366) ?? ServiceSettings.DefaultFeedQuietDays,
            GraceDays = nonDisclosure?.Number("graceDays", 0, 366) ?? DateDrivenEntries.DefaultGraceDays,
            WithdrawPublished = nonDisclosure?.Boolean("withdrawPublished", defaultValue: false) ?? false,
            LedgerPath = PathOf(reader.Section("Ledger", ConfigurationKeys.Ledger, required: false), "path", "ledger.db"),
            Store = StoreLoader.Load(reader.Section("Store", ConfigurationKeys.Store, required: false), PathOf),
            OutboxPath = PathOf(reader, "Outbox", "outbox"),
            AuditPath = PathOf(audit, "path", "audit"),
            AuditYears = audit?.Number("keepYears", AuditVerifier.LeastYears, 100) ?? AuditVerifier.LeastYears,
            Signing = SigningLoader.Load(reader.Section("Signing", ConfigurationKeys.Signing, required: false), PathOf),
            Drops = Drops(reader.Value("Drops")),
            Run = Run(reader.Section("Run", ConfigurationKeys.Run, required: false)),
            ImportRefusesFaults =
                reader.Section("Import", ConfigurationKeys.Import, required: false)?.Word("refuse", Refusals, required: false) == "faults",
            Prices = Prices(reader.Section("Prices", ConfigurationKeys.Prices, required: false)),
            StatusPage = StatusPageLoader.Load(reader.Section("StatusPage", ConfigurationKeys.StatusPage, required: false)),
            Interface = InterfaceLoader.Load(reader.Section("Interface", ConfigurationKeys.InterfaceServer, required: false), PathOf),
            SelfService = SelfServiceLoader.Load(
                reader.Section("SelfService", ConfigurationKeys.SelfServiceServer, required: false), kind == "production", faults, PathOf),
            Feed = FeedLoader.Load(reader.Section("Feed", ConfigurationKeys.Feed, required: false), PathOf),
            Notify = NotifyLoader.Load(reader.Section("Notify", ConfigurationKeys.Notify, required: false), kind == "production", PathOf),
            Serilog = Serilog(reader.Value("Serilog", required: false)),
        };
        if (settings.RegisterPath == settings.LedgerPath)
        {
            reader.Fault("Ledger", "the ledger and the register are one file", "Give each a file of its own.");
        }

        return settings;
    }

    private string PathOf(SectionReader? reader, string key, string defaultValue)
    {
        var path = reader?.Text(key, required: false) ?? defaultValue;
        if (DataPath.Wrong(path) is { } wrong)
        {
            reader!.Fault(
                key,
                $"the path {reader.Value(key)!.Describe()} {wrong}",
                "Write a path below the data directory, or an absolute one without \"..\".");
            return DataPath.Resolve(dataDirectory, defaultValue);
        }

        return DataPath.Resolve(dataDirectory, path);
    }

    private Dictionary<string, DropSettings> Drops(JsonValue? json)
    {
        var drops = new Dictionary<string, DropSettings>(StringComparer.Ordinal);
        if (json is { Shape: not JsonShape.Object })
        {
            faults.Add(
                json.Place,
                $"expected an object, found {json.Describe()}",
                "Write { \"default\": { \"type\": \"directory\", \"path\": \"drop\" } }.");
        }

        foreach (var member in json?.Members ?? [])
        {
            if (DropSettingsLoader.Load(member.Value, faults) is { } drop)
            {
                drops.Add(member.Name, drop);
            }
        }

        return drops;
    }

    private static RunSettings Run(SectionReader? reader)
    {
        var defaultValue = new RunSettings();
        return new RunSettings
        {
            Parallel = reader?.Number("parallel", 1, 16) ?? defaultValue.Parallel,
            RetryMinutes = reader?.Number("retryMinutes", 0, 1440) ?? defaultValue.RetryMinutes,
            ListFiles = reader?.Number("listFiles", 1, 1000) ?? defaultValue.ListFiles,
            MaxDaysSinceLastRun = reader?.Number("maxDaysSinceLastRun", 1, 3660) ?? defaultValue.MaxDaysSinceLastRun,
            MaxBaseShrinkPercent = reader?.Number("maxBaseShrinkPercent", 0, 100) ?? defaultValue.MaxBaseShrinkPercent,
        };
    }

    private PriceList Prices(SectionReader? reader)
    {
        var defaultValue = new PriceList();
        return new PriceList
        {
            Base = reader?.Amount("base") ?? defaultValue.Base,
            BasePerson = reader?.Amount("basePerson") ?? defaultValue.BasePerson,
            Changes = reader?.Amount("changes"),
            ChangesPerson = reader?.Amount("changesPerson") ?? defaultValue.ChangesPerson,
            Connection = reader?.Amount("connection") ?? defaultValue.Connection,
            Extracts = reader is null ? [] : new ExtractPricesLoader(faults).Load(reader),
        };
    }

    private Dictionary<string, string?> Serilog(JsonValue? json)
    {
        var flat = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (json is not null)
        {
            Flatten("Serilog", json, flat);
        }

        return flat;
    }

    private void Flatten(string key, JsonValue value, Dictionary<string, string?> into)
    {
        foreach (var member in value.Members)
        {
            Flatten(key + ":" + member.Name, member.Value, into);
        }

        for (var i = 0; i < value.Items.Count; i++)
        {
            Flatten(string.Create(CultureInfo.InvariantCulture, $"{key}:{i}"), value.Items[i], into);
        }

        if (value.Shape is not (JsonShape.Object or JsonShape.Array))
        {
            var isPath = key.EndsWith(":Args:path", StringComparison.OrdinalIgnoreCase);
            var wrong = isPath ? DataPath.Wrong(value.Text) : null;
            if (wrong is not null)
            {
                faults.Add(
                    value.Place,
                    $"the path {value.Describe()} {wrong}",
                    "Write a path below the data directory, or an absolute one without \"..\".");
            }

            into[key] = isPath && wrong is null ? DataPath.Resolve(dataDirectory, value.Text) : value.Text;
        }
    }
}
