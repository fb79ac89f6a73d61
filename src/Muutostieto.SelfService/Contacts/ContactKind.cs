namespace Muutostieto.SelfService.Contacts;

/// <summary>What a contact person is for.</summary>
public enum ContactKind
{
    /// <summary>Connections, files, formats.</summary>
    Technical,

    /// <summary>What the data mean, and permits.</summary>
    Content,

    Billing,
}
