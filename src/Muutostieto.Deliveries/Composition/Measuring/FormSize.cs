namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>How large an extract would be in one of its forms.</summary>
/// <param name="Format">The form, as orders name it.</param>
/// <param name="Bytes">Of the form's file.</param>
public sealed record FormSize(string Format, long Bytes);
