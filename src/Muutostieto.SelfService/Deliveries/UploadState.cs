namespace Muutostieto.SelfService.Deliveries;

/// <summary>What has become of an upload.</summary>
public enum UploadState
{
    /// <summary>The next run takes it in.</summary>
    Waiting,

    Taken,

    /// <summary>A list of which some lines were refused.</summary>
    Partly,

    Refused,
}
