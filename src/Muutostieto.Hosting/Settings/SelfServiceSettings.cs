using System.Net;

namespace Muutostieto.Hosting.Settings;

/// <summary>The section <c>SelfService</c> of <c>appsettings.json</c>: where and how <c>serve</c> answers browsers of users.</summary>
public sealed record SelfServiceSettings
{
    public const int DefaultPort = 8652;

    /// <summary>Default 127.0.0.1. Another one than a loopback address has a certificate.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Null, as without the section: the self-service is not served.</summary>
    public int? Port { get; init; }

    /// <summary>Null: HTTP without encryption, on a loopback address.</summary>
    public CertificateFiles? Certificate { get; init; }

    /// <summary>
    /// The address that browsers use where a proxy is before the service: scheme and host, with a port where it has one of its own. Null:
    /// browsers come to <see cref="Address"/> and <see cref="Port"/>.
    /// </summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>After how many minutes without a request a session ends. 1 to 480, default 30.</summary>
    public int SessionMinutes { get; init; } = 30;

    /// <summary>After how many hours a session ends whatever is done in it. 1 to 24, default 10.</summary>
    public int SessionHours { get; init; } = 10;

    /// <summary>Whether a decision takes two persons. Default false.</summary>
    public bool TwoPersons { get; init; }

    /// <summary>For how many days a list that was made can be downloaded. 1 to 90, default 7.</summary>
    public int ResultDays { get; init; } = 7;

    /// <summary>
    /// The largest request that brings a file, in megabytes of 1,000,000 bytes. 1 to 100,000, default 512. What the intake reads has limits
    /// of its own.
    /// </summary>
    public int UploadMegabytes { get; init; } = 512;

    /// <summary>Who says who a user is; null only when the self-service is not served.</summary>
    public LoginSettings? Login { get; init; }

    /// <summary>Whether browsers come by HTTPS, to the service or to a proxy before it.</summary>
    public bool IsEncrypted => Certificate is not null || PublicAddress is { Scheme: "https" };
}
