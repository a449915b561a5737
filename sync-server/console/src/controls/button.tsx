// Buttons and links that look like buttons: primary (one a page), secondary, quiet.
import type { AnchorHTMLAttributes, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

type Weight = 'primary' | 'secondary' | 'quiet';

export function Button({ weight = 'secondary', className, ...rest }: AriaButtonProps & {
  weight?: Weight;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}) {
  return <AriaButton {...rest} className={`button button-${weight} ${className ?? ''}`} />;
}

export function ButtonLink({
  weight = 'secondary',
  className,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { weight?: Weight }) {
  return <a {...rest} className={`button button-${weight} ${className ?? ''}`} />;
}
