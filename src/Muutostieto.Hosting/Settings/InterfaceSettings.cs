using System.Net;

namespace Muutostieto.Hosting.Settings;

/// <summary>The section <c>Interface</c> of <c>appsettings.json</c>: where and how <c>serve</c> answers the JSON interface.</summary>
public sealed record InterfaceSettings
{
    public const int DefaultPort = 8651;
    public const string DefaultPrefix = "/r1/FI-TEST/GOV/0245437-2/VTJmutpa/VTJmutpa";

    /// <summary>Default 127.0.0.1. Another one than a loopback address has a certificate.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Null, as without the section: the interface is not served.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// Begins with a slash and ends without one: the calls have the same addresses with and without it, so that clients that call a
    /// security server find them too. Null: without it alone.
    /// </summary>
    public string? Prefix { get; init; } = DefaultPrefix;

    /// <summary>Null: HTTP without encryption, on a loopback address.</summary>
    public CertificateFiles? Certificate { get; init; }

    /// <summary>
    /// SHA-256 of the certificates of which a client must have one, 64 lowercase hex digits each; none: a client needs no certificate.
    /// </summary>
    public IReadOnlyList<string> ClientCertificates { get; init; } = [];

    /// <summary>How many calls for persons a connection may make in <see cref="QuotaSeconds"/>. Default 600.</summary>
    public int QuotaCalls { get; init; } = 600;

    /// <summary>The time after which the quota begins anew, in seconds: 1 to 600, default 60.</summary>
    public int QuotaSeconds { get; init; } = 60;

    /// <summary>The most persons of a page of changes. Default 500.</summary>
    public int PagePersons { get; init; } = 500;

    /// <summary>How many calls are answered at a time; others wait. Default 12.</summary>
    public int CallsAtOnce { get; init; } = 12;

    public bool IsEncrypted => Certificate is not null;
}
