namespace Muutostieto.Hosting.Settings;

/// <summary>
/// The keys that each object of the configuration may have. The JSON Schemas beside the files name the same ones; a test compares them.
/// </summary>
public static class ConfigurationKeys
{
    public static IReadOnlySet<string> Permit { get; } =
        Keys(
            "$schema",
            "id",
            "recipient",
            "decision",
            "validFrom",
            "validTo",
            "customerNumber",
            "registerName",
            "area",
            "product",
            "nonDisclosureRight",
            "rhythm",
            "formats",
            "fixedWidth",
            "drop",
            "overdueAfter",
            "keepInDrop",
            "keepInOutbox",
            "holidays",
            "recipientKind",
            "endCustomer",
            "interface",
            "orders",
            "selfService");

    public static IReadOnlySet<string> Area { get; } = Keys("county", "municipalities", "list", "country");

    public static IReadOnlySet<string> Rhythm { get; } = Keys("rule", "time", "from");

    public static IReadOnlySet<string> FixedWidth { get; } = Keys("ownGroups");

    public static IReadOnlySet<string> Interface { get; } = Keys("user", "passwordHashes", "clients", "from");

    public static IReadOnlySet<string> Orders { get; } = Keys("purposes", "groups", "targets", "excludes", "formats", "update");

    public static IReadOnlySet<string> OrdersUpdate { get; } = Keys("methods", "minimumRows", "keepInput");

    public static IReadOnlySet<string> SelfService { get; } = Keys("tasks");

    public static IReadOnlySet<string> SelfServiceTask { get; } = Keys("id", "fi", "sv", "en", "purpose", "groups");

    public static IReadOnlySet<string> Order { get; } =
        Keys(
            "$schema", "id", "permit", "endCustomer", "purpose", "target", "where", "content", "sample", "exclude", "update", "asOf",
            "rhythm", "formats");

    public static IReadOnlySet<string> OrderUpdate { get; } = Keys("methods", "minimumRows", "onlyChanges");

    public static IReadOnlySet<string> OrderExclusion { get; } = Keys("deliveries", "list");

    public static IReadOnlySet<string> OrderContent { get; } = Keys("package", "groups");

    public static IReadOnlySet<string> OrderSample { get; } = Keys("size", "series", "start", "strata", "perHousehold", "controls");

    public static IReadOnlySet<string> OrderControls { get; } = Keys("list", "each", "match", "withCases");

    public static IReadOnlySet<string> OrderRange { get; } = Keys("from", "to");

    public static IReadOnlySet<string> OrderBox { get; } = Keys("north", "east");

    public static IReadOnlySet<string> Product { get; } = Keys("$schema", "id", "fi", "en", "channels", "groups");

    public static IReadOnlySet<string> Package { get; } = Keys("$schema", "id", "fi", "en", "target", "standard", "table", "groups");

    public static IReadOnlySet<string> Partner { get; } = Keys("$schema", "recipient", "name", "sourceLabel", "contracts");

    public static IReadOnlySet<string> PartnerLabel { get; } = Keys("fi", "sv");

    public static IReadOnlySet<string> PartnerContract { get; } = Keys("endCustomer", "sector", "from", "to", "useMonths");

    public static IReadOnlySet<string> EndCustomer { get; } = Keys("businessId", "name");

    public static IReadOnlySet<string> ProductGroup { get; } = Keys("group", "fields");

    public static IReadOnlySet<string> AppSettings { get; } = Keys(
        "$schema", "Environment", "Register", "NonDisclosure", "Ledger", "Store", "Outbox", "Audit", "Signing", "Drops",
        "Run", "Import", "Prices", "StatusPage", "Interface", "SelfService", "Feed", "Notify", "Serilog");

    public static IReadOnlySet<string> Register { get; } = Keys("path", "quietDays");

    public static IReadOnlySet<string> NonDisclosure { get; } = Keys("graceDays", "withdrawPublished");

    public static IReadOnlySet<string> Ledger { get; } = Keys("path");

    public static IReadOnlySet<string> Store { get; } =
        Keys(
            "connectionFile", "connectionVariable", "leaseSeconds", "sharedFolder", "migrate", "scanConnections",
            "registerConnectionFile", "registerConnectionVariable", "interfaceConnectionFile", "interfaceConnectionVariable",
            "replicaConnectionFile", "replicaConnectionVariable", "ownerConnectionFile", "ownerConnectionVariable");

    public static IReadOnlySet<string> Audit { get; } = Keys("path", "keepYears");

    public static IReadOnlySet<string> Signing { get; } = Keys("path", "passphraseFile", "passphraseVariable");

    public static IReadOnlySet<string> Run { get; } =
        Keys("parallel", "retryMinutes", "listFiles", "maxDaysSinceLastRun", "maxBaseShrinkPercent");

    public static IReadOnlySet<string> Import { get; } = Keys("refuse");

    public static IReadOnlySet<string> Prices { get; } = Keys("base", "basePerson", "changes", "changesPerson", "connection", "extracts");

    public static IReadOnlySet<string> ExtractPrices { get; } =
        Keys("from", "to", "audience", "extraction", "controls", "freeStandard", "units");

    public static IReadOnlySet<string> PriceStep { get; } = Keys("from", "price");

    public static IReadOnlySet<string> StatusPage { get; } = Keys("address", "port");

    public static IReadOnlySet<string> InterfaceServer { get; } =
        Keys("address", "port", "prefix", "certificate", "clientCertificate", "quota", "pagePersons", "callsAtOnce");

    public static IReadOnlySet<string> InterfaceCertificate { get; } = Keys("file", "keyFile", "passwordFile", "passwordVariable");

    public static IReadOnlySet<string> InterfaceQuota { get; } = Keys("calls", "seconds");

    public static IReadOnlySet<string> SelfServiceServer { get; } = Keys(
        "address", "port", "certificate", "publicAddress", "sessionMinutes", "sessionHours", "twoPersons", "resultDays", "uploadMegabytes",
        "login");

    public static IReadOnlySet<string> SelfServiceLogin { get; } = Keys(
        "authority", "clientId", "clientSecretFile", "clientSecretVariable", "caFile", "scopes", "acr", "userClaim", "nameClaim",
        "roleClaim", "recipientClaim", "municipalityClaim", "roles", "recipients");

    public static IReadOnlySet<string> SelfServiceRoles { get; } = Keys("municipality", "customer", "operator", "auditor");

    public static IReadOnlySet<string> Feed { get; } = Keys(
        "type", "url", "user", "passwordFile", "passwordVariable", "xRoadClient", "clientCertificate", "caFile", "municipalities", "list",
        "rhythm", "time");

    public static IReadOnlySet<string> Notify { get; } = Keys("command", "mail");

    public static IReadOnlySet<string> NotifyCommand { get; } = Keys("program", "arguments", "timeoutSeconds");

    public static IReadOnlySet<string> NotifyMail { get; } =
        Keys(
            "host",
            "port",
            "from",
            "to",
            "tls",
            "security",
            "user",
            "passwordFile",
            "passwordVariable",
            "caFile",
            "connectTimeoutSeconds",
            "timeoutSeconds");

    public static IReadOnlySet<string> DirectoryDrop { get; } = Keys("type", "path", "downloadLog", "publishedCheck");

    public static IReadOnlySet<string> SftpDrop { get; } =
        Keys(
            "type",
            "host",
            "port",
            "user",
            "privateKeyFile",
            "certificateFile",
            "passphraseFile",
            "passphraseVariable",
            "passwordFile",
            "passwordVariable",
            "knownHostsFile",
            "hostKeyFingerprints",
            "remotePath",
            "recipientFolder",
            "connectTimeoutSeconds",
            "timeoutSeconds",
            "totalTimeoutSeconds",
            "program",
            "downloadLog",
            "publishedCheck");

    internal static IReadOnlySet<string> Municipalities { get; } = Keys("$schema", "source", "municipalities");

    internal static IReadOnlySet<string> Municipality { get; } = Keys("code", "fi", "sv", "county");

    internal static IReadOnlySet<string> Counties { get; } = Keys("$schema", "source", "counties");

    internal static IReadOnlySet<string> County { get; } = Keys("code", "fi", "sv");

    internal static IReadOnlySet<string> Mergers { get; } = Keys("$schema", "source", "mergers");

    internal static IReadOnlySet<string> Merger { get; } = Keys("code", "fi", "sv", "successor", "date");

    private static HashSet<string> Keys(params string[] keys) => new(keys, StringComparer.Ordinal);
}
