using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Feed;

namespace Muutostieto.Hosting.Settings;

/// <summary>The interface that the register is fed from, with absolute paths.</summary>
/// <param name="Url">Up to and with <c>/api/v1</c>.</param>
/// <param name="User">The user of the connection.</param>
/// <param name="Scope">Whose data are fetched.</param>
/// <param name="Rhythm">When <c>serve</c> fetches, besides before each delivery.</param>
public sealed record FeedSettings(Uri Url, string User, FeedScope Scope, Rhythm Rhythm)
{
    /// <summary>A file whose first line is the password; null: <see cref="PasswordVariable"/>.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>The environment variable that is the password; null: <see cref="PasswordFile"/>.</summary>
    public string? PasswordVariable { get; init; }

    /// <summary>Null: the header is not sent.</summary>
    public string? XRoadClient { get; init; }

    /// <summary>Null: none is shown.</summary>
    public CertificateFiles? ClientCertificate { get; init; }

    /// <summary>PEM with the authorities that alone are trusted; null: those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>Where the settings name the scope.</summary>
    internal JsonPlace ScopePlace { get; init; }
}
